import { describe, expect, it } from 'vitest';
import { answerPath } from './path-answer.ts';

describe('the answer to a line', () => {
  it('has what the path says, and nothing else', () => {
    expect(
      answerPath('{"id":"a","path":"Jane Austen/Highbury/02 - Emma (1815) {Juliet Stevenson}"}'),
    ).toEqual({
      id: 'a',
      title: 'Emma',
      authors: ['Jane Austen'],
      narrators: ['Juliet Stevenson'],
      series: [{ name: 'Highbury', position: '2' }],
      year: 1815,
    });
    expect(answerPath('{"path":"Emma","files":["Jane Austen - Emma.m4b"]}')).toEqual({
      id: null,
      title: 'Emma',
      authors: ['Jane Austen'],
    });
  });

  it.each([
    ['', null],
    ['{"id":', null],
    ['[]', null],
    ['"Emma"', null],
    ['{"id":7}', 7],
    ['{"id":"b","path":3}', 'b'],
    ['{"id":"c","path":"Emma","files":"a.mp3"}', 'c'],
  ])('says what is wrong with %s', (line, id) => {
    expect(answerPath(line)).toEqual({ id, error: expect.stringMatching(/^The line /u) });
  });
});
