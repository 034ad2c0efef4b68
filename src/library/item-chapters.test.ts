import { describe, expect, it } from 'vitest';
import type { ChapterSource } from '../base/order-sources.ts';
import type { Chapter } from './audio-reading.ts';
import { type ChapteredFile, itemChapters } from './item-chapters.ts';

const ONE: Chapter = { title: 'One', startSeconds: 0, endSeconds: 4 };
const TWO: Chapter = { title: 'Two', startSeconds: 4, endSeconds: 10 };

describe('itemChapters', () => {
  it('moves the chapters of each file behind the files before it', () => {
    const chapters = [
      { title: 'One', startSeconds: 0, endSeconds: 4.1 },
      { title: 'Two', startSeconds: 4.1, endSeconds: 10.2 },
    ];

    expect(
      itemChapters([
        { name: 'a.m4b', title: 'Emma', durationSeconds: 10.2, chapters, cueChapters: [] },
        { name: 'b.m4b', title: 'Emma', durationSeconds: 10.2, chapters, cueChapters: [] },
      ]).chapters,
    ).toEqual([
      { title: 'One', startSeconds: 0, endSeconds: 4.1 },
      { title: 'Two', startSeconds: 4.1, endSeconds: 10.2 },
      { title: 'One', startSeconds: 10.2, endSeconds: 14.3 },
      { title: 'Two', startSeconds: 14.3, endSeconds: 20.4 },
    ]);
  });

  it('makes a chapter of each file that has none', () => {
    expect(
      itemChapters([
        { name: '01.mp3', title: 'The Hall', durationSeconds: 5, chapters: [], cueChapters: [] },
        { name: '02 Garden.mp3', title: null, durationSeconds: 7, chapters: [], cueChapters: [] },
      ]).chapters,
    ).toEqual([
      { title: 'The Hall', startSeconds: 0, endSeconds: 5 },
      { title: '02 Garden', startSeconds: 5, endSeconds: 12 },
    ]);
  });

  it('does not call every chapter by the book’s title', () => {
    const file = { title: 'Emma', durationSeconds: 5, chapters: [], cueChapters: [] };

    expect(
      itemChapters([
        { ...file, name: '01.mp3' },
        { ...file, name: '02.mp3' },
      ]).chapters.map(({ title }) => title),
    ).toEqual(['01', '02']);
  });

  it('goes on where a file could not be read', () => {
    expect(
      itemChapters([
        { name: '1.mp3', title: null, durationSeconds: null, chapters: [], cueChapters: [] },
        { name: '2.mp3', title: null, durationSeconds: 3, chapters: [], cueChapters: [] },
      ]).chapters,
    ).toEqual([
      { title: '1', startSeconds: 0, endSeconds: 0 },
      { title: '2', startSeconds: 0, endSeconds: 3 },
    ]);
  });

  it.each<[source: ChapterSource, file: Partial<ChapteredFile>, listed: readonly Chapter[]]>([
    ['embedded', { chapters: [ONE, TWO] }, [ONE, TWO]],
    ['cue', { cueChapters: [ONE, TWO] }, [ONE, TWO]],
    // A single chapter says no more than the file.
    ['cue', { chapters: [{ ...ONE, endSeconds: 10 }], cueChapters: [ONE, TWO] }, []],
    ['metadata_json', {}, [ONE, TWO]],
    ['files', {}, [ONE]],
  ])('takes chapters from %s', (source, file, listed) => {
    const found = itemChapters(
      [{ name: 'a.m4b', title: 'Emma', durationSeconds: 10, chapters: [], cueChapters: [], ...file }],
      listed,
    );

    expect(found).toEqual({
      source,
      chapters: source === 'files' ? [{ title: 'Emma', startSeconds: 0, endSeconds: 10 }] : [ONE, TWO],
    });
  });
});
