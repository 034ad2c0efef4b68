import { describe, expect, it } from 'vitest';
import { readChapters, vorbisChapterMarks } from './read-chapters.ts';

describe('readChapters', () => {
  it('gives every chapter an end and a title, in order, within the running time', () => {
    const marks = [
      { title: 'B', startMs: 4000, endMs: undefined },
      { title: undefined, startMs: 0, endMs: undefined },
      { title: 'C', startMs: 8000, endMs: 99_000 },
      { title: 'beyond', startMs: 10_000, endMs: undefined },
    ];

    expect(readChapters(marks, 10)).toEqual([
      { title: 'Chapter 1', startSeconds: 0, endSeconds: 4 },
      { title: 'B', startSeconds: 4, endSeconds: 8 },
      { title: 'C', startSeconds: 8, endSeconds: 10 },
    ]);
  });

  it('leaves none within another, and none without time', () => {
    const marks = [
      { title: 'A', startMs: 0, endMs: 6000 },
      { title: 'Nothing', startMs: 4000, endMs: 4000 },
      { title: 'B', startMs: 4000, endMs: 5000 },
      { title: 'C', startMs: 7000, endMs: 1000 },
    ];

    expect(readChapters(marks, null)).toEqual([
      { title: 'A', startSeconds: 0, endSeconds: 4 },
      { title: 'B', startSeconds: 4, endSeconds: 5 },
      { title: 'C', startSeconds: 7, endSeconds: 7 },
    ]);
  });
});

describe('vorbisChapterMarks', () => {
  it('pairs times with names and leaves other comments alone', () => {
    expect(
      vorbisChapterMarks({
        CHAPTER001: ['01:02:03.500'],
        CHAPTER001NAME: ['One'],
        CHAPTER002: ['soon'],
        CHAPTERS: ['2'],
      }),
    ).toEqual([{ title: 'One', startMs: 3_723_500, endMs: undefined }]);
  });
});
