import { describe, expect, it } from 'vitest';
import { type AudioTags, NO_TAGS } from '../audio-reading.ts';
import type { DividableFile } from './dividable-file.ts';
import { divideBooks } from './divide-books.ts';
import { nameBooks } from './name-books.ts';

interface Row extends Partial<AudioTags> {
  readonly file: string;
  readonly minutes?: number;
  readonly chapterCount?: number;
}

function toFile({ file, minutes = 10, chapterCount = 0, ...tags }: Row): DividableFile {
  return {
    path: file.startsWith('/') ? file.slice(1) : `Austen/${file}`,
    reading: {
      tags: { ...NO_TAGS, ...tags },
      durationSeconds: minutes * 60,
      chapters: Array.from({ length: chapterCount }, (_, at) => ({
        title: `${at}`,
        startSeconds: at,
        endSeconds: at + 1,
      })),
    },
  };
}

/** The files of each book by the path that it gets. */
function divided(rows: readonly Row[], folder = 'Austen', taken: readonly string[] = []) {
  const books = divideBooks(rows.map(toFile));
  const paths = nameBooks(folder, books, taken);
  return books.length === 1
    ? 'one book'
    : Object.fromEntries(
        books.map((book, index) => [
          paths[index],
          book.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
        ]),
      );
}

const EMMA = { album: 'Emma' };
const SANDITON = { album: 'Sanditon' };

describe('divideBooks', () => {
  it.each<[what: string, rows: readonly Row[]]>([
    [
      'chapters with titles of their own and one album',
      [
        { file: '01 Alms.mp3', ...EMMA, title: 'Alms' },
        { file: '02 Ball.mp3', ...EMMA, title: 'Ball' },
      ],
    ],
    ['loose files without tags', [{ file: 'Alms.mp3' }, { file: 'Ball.mp3' }]],
    [
      'discs and parts of one album',
      [
        { file: 'a.mp3', album: 'Emma (Disc 1)' },
        { file: 'b.mp3', album: 'Emma (Disc 2)' },
        { file: 'c.mp3', album: 'Emma, Part 3' },
        { file: 'd.mp3', album: 'Emma (Unabridged)' },
      ],
    ],
    [
      'albums that name chapters',
      [
        { file: 'a.mp3', album: 'Chapter 1' },
        { file: 'b.mp3', album: 'Chapter 2' },
      ],
    ],
    [
      'albums of their own whose tracks count through',
      [
        { file: 'a.mp3', album: 'Alms', track: 1 },
        { file: 'b.mp3', album: 'Ball', track: 2 },
        { file: 'c.mp3', album: 'Cold', track: 3 },
      ],
    ],
    [
      'one number under two albums',
      [
        { file: 'a.mp3', album: 'Emma', asin: 'B000000001' },
        { file: 'b.mp3', album: 'Emma: A Novel', asin: 'B000000001' },
      ],
    ],
    [
      'files with an album and one without',
      [{ file: '1.mp3', ...EMMA }, { file: '2.mp3' }, { file: '3.mp3', ...EMMA }],
    ],
    [
      'numbered parts without tags of a kind that may hold a book',
      [
        { file: 'Emma 1.m4b', chapterCount: 3 },
        { file: 'Emma 2.m4b', chapterCount: 3 },
      ],
    ],
    [
      'chapters that people read in turns',
      [
        { file: '1.mp3', ...EMMA, track: 1, narrators: ['Moira Fogarty'] },
        { file: '2.mp3', ...EMMA, track: 2, narrators: ['Juliet Stevenson'] },
      ],
    ],
    [
      'a short addition in another format',
      [
        { file: 'Emma.m4b', ...EMMA, minutes: 600 },
        { file: 'Interview.mp3', ...EMMA, minutes: 20 },
      ],
    ],
    [
      'chapters of which some have another format',
      [
        { file: '1.mp3', ...EMMA },
        { file: '2.mp3', ...EMMA },
        { file: '3.flac', ...EMMA },
      ],
    ],
    [
      'parts in folders beside each other without tags',
      [{ file: 'Emma - Part 1/a.mp3' }, { file: 'Emma - Part 2/a.mp3' }],
    ],
    [
      'parts in folders beside each other with one album',
      [
        { file: 'Emma - Part 1/a.mp3', ...EMMA },
        { file: 'Emma - Part 2/a.mp3', ...EMMA },
      ],
    ],
  ])('keeps together %s', (_, rows) => {
    expect(divided(rows)).toBe('one book');
  });

  it.each<[what: string, rows: readonly Row[], books: Record<string, readonly string[]>]>([
    [
      'single files with albums of their own',
      [
        { file: 'Emma.m4b', ...EMMA },
        { file: 'Sanditon.m4b', ...SANDITON },
      ],
      { 'Austen/Emma.m4b': ['Emma.m4b'], 'Austen/Sanditon.m4b': ['Sanditon.m4b'] },
    ],
    [
      'single files that have a title only',
      [
        { file: 'a.m4b', title: 'Emma' },
        { file: 'b.m4b', title: 'Sanditon' },
      ],
      { 'Austen/a.m4b': ['a.m4b'], 'Austen/b.m4b': ['b.m4b'] },
    ],
    [
      'single files without tags by their names',
      [{ file: 'Emma.m4b' }, { file: 'Sanditon.m4b' }],
      { 'Austen/Emma.m4b': ['Emma.m4b'], 'Austen/Sanditon.m4b': ['Sanditon.m4b'] },
    ],
    [
      'chapters of two albums',
      [
        { file: 'Emma - 01.mp3', ...EMMA },
        { file: 'Emma - 02.mp3', ...EMMA },
        { file: 'Sanditon - Chapter 1.mp3', ...SANDITON },
        { file: 'Sanditon - Chapter 2.mp3', ...SANDITON },
      ],
      {
        'Austen/Emma': ['Emma - 01.mp3', 'Emma - 02.mp3'],
        'Austen/Sanditon': ['Sanditon - Chapter 1.mp3', 'Sanditon - Chapter 2.mp3'],
      },
    ],
    [
      'files without tags by their names and their neighbours',
      [
        { file: '11 x.mp3', ...EMMA },
        { file: '12 y.mp3' },
        { file: '13 z.mp3', ...EMMA },
        { file: '21 x.mp3', ...SANDITON },
        { file: '22 x.mp3', ...SANDITON },
        { file: '23 Sanditon.mp3' },
      ],
      {
        'Austen/Emma': ['11 x.mp3', '12 y.mp3', '13 z.mp3'],
        'Austen/Sanditon': ['21 x.mp3', '22 x.mp3', '23 Sanditon.mp3'],
      },
    ],
    [
      'two numbers under one album',
      [
        { file: 'Emma 1.m4b', ...EMMA, asin: 'B000000001' },
        { file: 'Emma 2.m4b', ...EMMA, asin: 'B000000002' },
      ],
      { 'Austen/Emma 1.m4b': ['Emma 1.m4b'], 'Austen/Emma 2.m4b': ['Emma 2.m4b'] },
    ],
    [
      'two recordings that both count from one',
      [
        { file: 'f1.mp3', ...EMMA, track: 1, narrators: ['Moira Fogarty'] },
        { file: 'f2.mp3', ...EMMA, track: 2, narrators: ['Moira Fogarty'] },
        { file: 's1.mp3', ...EMMA, track: 1, narrators: ['Juliet Stevenson'] },
        { file: 's2.mp3', ...EMMA, track: 2, narrators: ['Juliet Stevenson'] },
        { file: 's3.mp3', ...EMMA, track: 3, narrators: ['Juliet Stevenson'] },
      ],
      { 'Austen/Emma': ['f1.mp3', 'f2.mp3'], 'Austen/Emma (2)': ['s1.mp3', 's2.mp3', 's3.mp3'] },
    ],
    [
      'one file and chapters of the same length',
      [
        { file: 'Emma.m4b', ...EMMA, minutes: 20 },
        { file: '1.mp3', ...EMMA, minutes: 10 },
        { file: '2.mp3', ...EMMA, minutes: 10 },
      ],
      { 'Austen/Emma.m4b': ['Emma.m4b'], 'Austen/Emma': ['1.mp3', '2.mp3'] },
    ],
    [
      'published parts in folders beside each other',
      [
        { file: 'Emma - Part 1/a.mp3', album: 'Emma, Part 1' },
        { file: 'Emma - Part 1/b.mp3', album: 'Emma, Part 1' },
        { file: 'Emma - Part 2/a.mp3', album: 'Emma, Part 2' },
        { file: 'Emma - Part 2/b.mp3', album: 'Emma, Part 2' },
      ],
      { 'Austen/Emma - Part 1': ['a.mp3', 'b.mp3'], 'Austen/Emma - Part 2': ['a.mp3', 'b.mp3'] },
    ],
    [
      'folders that call themselves discs but hold different albums',
      [
        { file: 'CD1/a.mp3', ...EMMA },
        { file: 'CD1/b.mp3', ...EMMA },
        { file: 'CD2/a.mp3', ...SANDITON },
        { file: 'CD2/b.mp3', ...SANDITON },
      ],
      { 'Austen/CD1': ['a.mp3', 'b.mp3'], 'Austen/CD2': ['a.mp3', 'b.mp3'] },
    ],
  ])('divides %s', (_, rows, books) => {
    expect(divided(rows)).toEqual(books);
  });
});

describe('nameBooks', () => {
  const two: readonly Row[] = [
    { file: '/A/Emma - 1.mp3', ...EMMA },
    { file: '/A/Emma - 2.mp3', ...EMMA },
    { file: '/A/Sanditon.m4b', ...SANDITON },
  ];

  it('leaves its folder to the book that it is named for', () => {
    const inEmma = two.map(({ file, ...tags }) => ({ ...tags, file: file.replace('/A/', '/A/Emma/') }));

    expect(Object.keys(divided(inEmma, 'A/Emma'))).toEqual(['A/Emma', 'A/Emma/Sanditon.m4b']);
  });

  it('keeps the path while files of the book are added', () => {
    const more = [...two, { file: '/A/Emma - 10.mp3', ...EMMA }, { file: '/A/Emma - 20.mp3', ...EMMA }];

    expect(Object.keys(divided(more, 'A'))).toEqual(Object.keys(divided(two, 'A')));
  });

  it('takes no path that another item has', () => {
    expect(Object.keys(divided(two, 'A', ['A/emma']))).toEqual(['A/Emma (2)', 'A/Sanditon.m4b']);
  });

  it('makes no path of what an album hides', () => {
    const rows: readonly Row[] = [
      { file: '/A/1.mp3', album: '../../etc\u0000/passwd' },
      { file: '/A/2.mp3', album: '../../etc\u0000/passwd' },
      { file: '/A/3.m4b', ...SANDITON },
    ];

    expect(Object.keys(divided(rows, 'A'))).toEqual(['A/.. .. etc passwd', 'A/3.m4b']);
  });
});
