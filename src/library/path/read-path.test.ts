import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathReading } from './path-reading.ts';
import { readPath } from './read-path.ts';

const SILENT: PathReading = {
  title: '',
  subtitle: null,
  authors: [],
  narrators: [],
  series: [],
  year: null,
  asin: null,
  abridged: null,
  dramatised: null,
  bitrateKbps: null,
};

describe('readPath', () => {
  it.each<[string, Partial<PathReading>]>([
    ['Emma', { title: 'Emma' }],
    ['Emma.m4b', { title: 'Emma' }],
    ['Jane Austen/Emma', { title: 'Emma', authors: ['Jane Austen'] }],
    ['Austen, Jane/Emma', { title: 'Emma', authors: ['Jane Austen'] }],
    ['Homer/The Odyssey', { title: 'The Odyssey', authors: ['Homer'] }],
    ['Le Guin, Ursula K./The Dispossessed', { title: 'The Dispossessed', authors: ['Ursula K. Le Guin'] }],
    [
      'Terry Pratchett, Neil Gaiman & A. N. Other/Good Omens',
      { title: 'Good Omens', authors: ['Terry Pratchett', 'Neil Gaiman', 'A. N. Other'] },
    ],
    ['Jane Austen/Emma (2010)', { title: 'Emma', authors: ['Jane Austen'], year: 2010 }],
    ['Jane Austen/1815 - Emma', { title: 'Emma', authors: ['Jane Austen'], year: 1815 }],
    ['Jane Austen/(1815) - Emma', { title: 'Emma', authors: ['Jane Austen'], year: 1815 }],
    [
      'Jane Austen/Emma {Juliet Stevenson}',
      { title: 'Emma', authors: ['Jane Austen'], narrators: ['Juliet Stevenson'] },
    ],
    ['Jane Austen/Emma (Unabridged)', { title: 'Emma', authors: ['Jane Austen'], abridged: false }],
    [
      'Jane Austen/Emma (Dramatized Adaptation)',
      { title: 'Emma', authors: ['Jane Austen'], dramatised: true },
    ],
    ['Jane Austen/Emma [B002V1NDYK]', { title: 'Emma', authors: ['Jane Austen'], asin: 'B002V1NDYK' }],
    [
      'Charles Dickens/Christmas Books/Vol 1 - 1843 - A Christmas Carol {Frank Muller} [B002V1NDYK]',
      {
        title: 'A Christmas Carol',
        authors: ['Charles Dickens'],
        series: [{ name: 'Christmas Books', position: '1' }],
        year: 1843,
        narrators: ['Frank Muller'],
        asin: 'B002V1NDYK',
      },
    ],
    ...[
      '1 - Emma',
      '1. Emma',
      '01 Emma',
      'Book 1 - Emma',
      'Vol. 1 - Emma',
      'Volume 1 - Emma',
      '[01] Emma',
      '#1 - Emma',
    ].map((folder): [string, Partial<PathReading>] => [
      `Jane Austen/Highbury/${folder}`,
      { title: 'Emma', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: '1' }] },
    ]),
    [
      'Jane Austen/Highbury/Book 1.5 - Emma',
      { title: 'Emma', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: '1.5' }] },
    ],
    [
      'Jane Austen/Highbury/Emma',
      { title: 'Emma', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: null }] },
    ],
    ['Jane Austen - Emma', { title: 'Emma', authors: ['Jane Austen'] }],
    ['Emma - Jane Austen of Hampshire', { title: 'Jane Austen of Hampshire', authors: ['Emma'] }],
    ['The Watsons and Others - Jane Austen', { title: 'The Watsons and Others', authors: ['Jane Austen'] }],
    [
      'Jane Austen - Highbury 01 - Emma',
      { title: 'Emma', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: '1' }] },
    ],
    [
      'Jane Austen - Highbury - 01 - Emma',
      { title: 'Emma', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: '1' }] },
    ],
    [
      'Jane Austen [Highbury 02] Emma',
      { title: 'Emma', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: '2' }] },
    ],
    ['Emma (Highbury, #2)', { title: 'Emma', series: [{ name: 'Highbury', position: '2' }] }],
    [
      'Jane Austen - Emma - 1815 - read by Juliet Stevenson',
      { title: 'Emma', authors: ['Jane Austen'], year: 1815, narrators: ['Juliet Stevenson'] },
    ],
    [
      'Jane Austen - Highbury/Highbury 05 The Winter',
      { title: 'The Winter', authors: ['Jane Austen'], series: [{ name: 'Highbury', position: '5' }] },
    ],
    ['Emma by Jane Austen', { title: 'Emma', authors: ['Jane Austen'] }],
    ['Jane.Austen.-.Emma', { title: 'Emma', authors: ['Jane Austen'] }],
    ['Jane Austen/A_Tale_of_Highbury', { title: 'A Tale of Highbury', authors: ['Jane Austen'] }],
    ['JaneAusten-MansfieldPark', { title: 'Mansfield Park', authors: ['Jane Austen'] }],
    ['Fiction/Jane Austen/Emma [MP3 128kbps]', { title: 'Emma', authors: ['Jane Austen'], bitrateKbps: 128 }],
    ['Jane Austen/Emma/CD1', { title: 'Emma', authors: ['Jane Austen'] }],
    ['Nineteen Eighty-Four', { title: 'Nineteen Eighty-Four' }],
    ['George Orwell/1984', { title: '1984', authors: ['George Orwell'] }],
    [
      'Фёдор Достоевский/Белые ночи {Иван Петров}',
      { title: 'Белые ночи', authors: ['Фёдор Достоевский'], narrators: ['Иван Петров'] },
    ],
  ])('reads %s', (path, expected) => {
    expect(readPath(path)).toEqual({ ...SILENT, ...expected });
  });

  it('finds the author in the names of the files', () => {
    expect(readPath('Emma', ['Jane_Austen_-_Emma_-_02_of_57.mp3']).authors).toEqual(['Jane Austen']);
  });

  it('gives a title for any path', () => {
    const part = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.stringMatching(/^[A-Za-z 0-9,.()[\]{}#&_'~-]{1,60}$/u),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part, { maxLength: 3 }),
        (parts, files) => {
          const path = parts.map((name) => name.replaceAll('/', '-')).join('/');

          expect(readPath(path, files).title).toEqual(expect.any(String));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '',
    '/',
    '//',
    '.',
    ' / ',
    '\0',
    '\ud800',
    'Jane Austen/\ufffd\ufffd',
    '()',
    '[]/{}',
    '-',
    ' - ',
    ', Book 1',
    '#1',
    '.mp3',
    'a/.m4b',
  ])('is not upset by %j', (path) => {
    expect(readPath(path, [path])).toMatchObject({ title: expect.any(String) });
  });

  it('reads a hostile name of 10,000 characters soon', () => {
    const pieces = [
      'a',
      'A',
      ' ',
      '-',
      ' - ',
      ', ',
      '(',
      '((',
      '[',
      '{',
      '1',
      '1.',
      '1 ',
      '1-',
      '.',
      '_',
      'Book 1 ',
      'Book ',
      ' by ',
      'A ',
      'a, ',
      "'s ",
      'The ',
      '128k ',
      'mp3 ',
      '(1) ',
      'x: ',
      '; ',
      'A.',
      '2010 ',
      'read by ',
      'Jane Austen - ',
      'Jane Austen, ',
      'audio books ',
      'unabr..',
      'mp3-128 ',
      '12h 30m ',
      'II ',
      '#1 ',
      '(',
      ' - copy',
      '1 of 2 ',
      ' by ',
    ];
    const before = process.cpuUsage().user;
    for (const piece of pieces)
      for (const end of ['', '!', ' 1', ' - x', ')']) {
        const name = piece.repeat(10_000 / piece.length) + end;
        readPath(`${name}/${name}/${name}`, [`${name}.mp3`, name]);
      }

    // What it costs the processor, in milliseconds a path, however busy the machine is.
    expect((process.cpuUsage().user - before) / 1_000 / pieces.length / 5).toBeLessThan(40);
  }, 60_000);
});
