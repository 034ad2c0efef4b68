import { expect, it } from 'vitest';
import { splitSeriesTitle } from './split-series-title.ts';

it.each<[string, string, string | null, { title: string; series: string } | null]>([
  [
    'where the folder above names the series',
    'Grave Peril Dresden Files',
    'The Dresden Files',
    { title: 'Grave Peril', series: 'Dresden Files' },
  ],
  [
    'where a "The" begins it',
    'Peace Talks The Dresden Files',
    null,
    { title: 'Peace Talks', series: 'The Dresden Files' },
  ],
  ['where a name stands twice', 'Wool Wool', null, { title: 'Wool', series: 'Wool' }],
  ['not where "The" goes on with the title', 'Lord of The Rings', null, null],
  ['not where "The" is the last word', 'Say The', null, null],
  ['not where nothing tells it', 'A Memory Called Empire', 'Teixcalaan', null],
])('a title is parted from its series %s', (_, text, known, expected) => {
  expect(splitSeriesTitle(text, known)).toEqual(expected);
});
