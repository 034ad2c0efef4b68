import { describe, expect, it } from 'vitest';
import { countNames } from './evidence.ts';
import { explainPath } from './explain-path.ts';
import { answerPaths } from './path-answer.ts';

const answersTo = (...paths: string[]) => answerPaths(paths.map((path) => JSON.stringify({ path })));

describe('what paths tell of each other', () => {
  it('parts title and series where several texts end alike', () => {
    expect(
      answersTo(
        'Mary Ellison - Tidewater Qorlan, Book 1',
        'Mary Ellison - Breakwater Qorlan, Book 2',
        'Tom Varley - The Last Lamp Old Harbour Pilot, Book 1',
        'Tom Varley - Low Water Old Harbour Pilot, Book 2',
        'Tom Varley - A Long Swell Old Harbour Pilot, Book 3',
      ),
    ).toMatchObject([
      { title: 'Tidewater', series: [{ name: 'Qorlan', position: '1' }] },
      { title: 'Breakwater', series: [{ name: 'Qorlan', position: '2' }] },
      { title: 'The Last Lamp', series: [{ name: 'Old Harbour Pilot', position: '1' }] },
      { title: 'Low Water', series: [{ name: 'Old Harbour Pilot', position: '2' }] },
      { title: 'A Long Swell', series: [{ name: 'Old Harbour Pilot', position: '3' }] },
    ]);
  });

  it('knows a series from where it stands with a number', () => {
    const [alone] = answersTo('Mary Ellison - Salt Road Qorlan, Book 3');
    const [, told] = answersTo(
      'Mary Ellison - Tidewater (Qorlan, Book 1)',
      'Mary Ellison - Salt Road Qorlan, Book 3',
    );

    expect(alone).toMatchObject({ series: [{ name: 'Road Qorlan' }] });
    expect(told).toMatchObject({ title: 'Salt Road', series: [{ name: 'Qorlan', position: '3' }] });
  });

  it('tells somebody who writes from somebody whom books are about', () => {
    const paths = ['Mary Ellison/Emma Woodhouse/01 - Tidewater', 'Emma Woodhouse [02] - Breakwater'];

    expect(answersTo(...paths, 'Emma Woodhouse/Low Water').at(-1)).toEqual({
      id: null,
      title: 'Low Water',
      series: [{ name: 'Emma Woodhouse' }],
    });
    expect(answersTo('Emma Woodhouse/Low Water')).toMatchObject([{ authors: ['Emma Woodhouse'] }]);
  });

  it('does not depend on the order of the paths', () => {
    const paths = [
      'Mary Ellison/Emma Woodhouse/01 - Tidewater',
      'Emma Woodhouse/Low Water',
      'Mary Ellison - Breakwater Qorlan, Book 2',
      'Mary Ellison - Tidewater Qorlan, Book 1',
      'Emma Woodhouse 3 - High Water',
    ];

    expect(answersTo(...paths.toReversed()).toReversed()).toEqual(answersTo(...paths));
  });

  it('is said where a path is explained', () => {
    const counted = countNames();
    for (const title of ['Tidewater', 'Breakwater']) counted.add(explainPath(`Mary Ellison - ${title}`));
    const { authors } = explainPath('Salt Road - Mary Ellison', [], counted.evidence());

    expect(authors?.why).toBe('people behind the last dash, and an author elsewhere, too');
  });
});
