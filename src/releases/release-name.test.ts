import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedRelease } from './parsed-release.ts';
import { parseReleaseName } from './release-name.ts';

const CASES: readonly (readonly [name: string, says: Partial<ParsedRelease>])[] = [
  [
    'A Christmas Carol by Charles Dickens [ENG / M4B]',
    {
      title: 'A Christmas Carol',
      authors: ['Charles Dickens'],
      language: 'en',
      format: 'm4b',
      isAudiobook: true,
    },
  ],
  [
    'Good Omens by Neil Gaiman, Terry Pratchett [ENG / MP3 M4B] [VIP]',
    {
      title: 'Good Omens',
      authors: ['Neil Gaiman', 'Terry Pratchett'],
      formats: ['mp3', 'm4b'],
      format: 'm4b',
    },
  ],
  ['Stand by Me by Stephen King [ENG / M4B]', { title: 'Stand by Me', authors: ['Stephen King'] }],
  ['Momo by Michael Ende [GER / M4B]', { title: 'Momo', language: 'de' }],
  ['Emma by Jane Austen [ENG / EPUB]', { title: 'Emma', format: 'epub', isAudiobook: false }],
  ['Jane Austen - Emma', { title: 'Emma', authors: ['Jane Austen'], isAudiobook: null, series: [] }],
  ['Emma - Jane Austen [M4B]', { title: 'Emma', authors: ['Jane Austen'], format: 'm4b' }],
  ['Le Guin, Ursula K. - The Dispossessed', { title: 'The Dispossessed', authors: ['Ursula K. Le Guin'] }],
  [
    'Ursula K. Le Guin - Earthsea Cycle 03 - The Farthest Shore (1972)',
    { title: 'The Farthest Shore', series: [{ name: 'Earthsea Cycle', position: '3' }], year: 1972 },
  ],
  [
    'The Farthest Shore (Earthsea, Book 3) - Ursula K. Le Guin (Unabridged)',
    { title: 'The Farthest Shore', series: [{ name: 'Earthsea', position: '3' }], abridged: false },
  ],
  [
    'Terry Pratchett [Discworld 08] Guards! Guards!',
    {
      title: 'Guards! Guards!',
      authors: ['Terry Pratchett'],
      series: [{ name: 'Discworld', position: '8' }],
    },
  ],
  [
    'Terry.Pratchett.-.Discworld.08.-.Guards.Guards.Unabr',
    {
      title: 'Guards Guards',
      authors: ['Terry Pratchett'],
      series: [{ name: 'Discworld', position: '8' }],
      abridged: false,
    },
  ],
  ['Arthur C. Clarke - Rama 1.5 - A Story', { series: [{ name: 'Rama', position: '1.5' }] }],
  [
    'Persepolis Rising Book 7 of The Expanse',
    { title: 'Persepolis Rising', series: [{ name: 'The Expanse', position: '7' }] },
  ],
  [
    'Small Gods; Discworld, Book 13',
    { title: 'Small Gods', series: [{ name: 'Discworld', position: '13' }] },
  ],
  [
    'Jane Austen - Emma - read by Juliet Stevenson',
    { title: 'Emma', narrators: ['Juliet Stevenson'], isAudiobook: true },
  ],
  [
    'Emma (Narrated by Juliet Stevenson and Emma Thompson)',
    { narrators: ['Juliet Stevenson', 'Emma Thompson'] },
  ],
  [
    'Die Verwandlung - Franz Kafka - ungekürzt gelesen von Sven Regener',
    { abridged: false, narrators: ['Sven Regener'] },
  ],
  ['Franz Kafka - Der Prozess (gekürzte Lesung)', { abridged: true, title: 'Der Prozess' }],
  [
    'Franz.Kafka-Der.Prozess-AUDIOBOOK-WEB-DE-2019-GRP',
    { title: 'Der Prozess', language: 'de', year: 2019, isAudiobook: true },
  ],
  ['Andy.Weir.-.Artemis.2017.RETAIL.AUDiOBOOK.MP3-GRP', { title: 'Artemis', year: 2017, format: 'mp3' }],
  ['Franz Kafka - Das Schloss Hörbuch', { title: 'Das Schloss', language: 'de', isAudiobook: true }],
  ['Emma (Abridged) [MP3 64k]', { title: 'Emma', abridged: true, bitrateKbps: 64, format: 'mp3' }],
  ['Emma [64k 16;31;48 446MB]', { title: 'Emma', bitrateKbps: 64, durationSeconds: 59_508 }],
  ['Emma (30@64kbps)', { bitrateKbps: 64 }],
  ['Emma_44100_LC 128 44100.m4b', { bitrateKbps: 128, format: 'm4b' }],
  ['Emma [GraphicAudio-256]', { bitrateKbps: 256, dramatized: true }],
  ['Emma (Abr) [OPUS]', { abridged: true, format: 'opus' }],
  ['Jane Austen - Emma (Chapterized)', { title: 'Emma', isAudiobook: true }],
  [
    'Jane Austen - Emma (2015) Juliet Stevenson',
    { title: 'Emma', year: 2015, narrators: ['Juliet Stevenson'] },
  ],
  [
    'Die_Drei--Folge_12_und_der_Leopard-AUDIOBOOK-WEB-DE-2021-GRP',
    { title: 'und der Leopard', series: [{ name: 'Die Drei', position: '12' }] },
  ],
  ['[example.to] Jane Austen - Emma &amp; Friends', { title: 'Emma & Friends', authors: ['Jane Austen'] }],
  ['Jane AustenSome Novel retail epub', { authors: ['Jane Austen'], format: 'epub', isAudiobook: false }],
  ['Jane Austen-Mansfield Park', { authors: ['Jane Austen'], title: 'Mansfield Park' }],
  ['Dune [GraphicAudio]', { title: 'Dune', dramatized: true, isAudiobook: true }],
  ['Dune (Dramatized Adaptation) (2 of 3)', { dramatized: true, part: '2 of 3' }],
  ['Dune (Part 1 of 2)', { part: '1 of 2' }],
  ['Emma [B01ABCDE12]', { asin: 'B01ABCDE12', title: 'Emma' }],
  ['Mr. Holland’s Opus', { title: "Mr. Holland's Opus", format: null }],
  ['1984 - George Orwell', { title: '1984', authors: ['George Orwell'] }],
  ['Catch-22', { title: 'Catch-22', series: [] }],
  [
    'Stray Notes 2',
    { title: 'Stray Notes 2', series: [{ name: 'Stray Notes', position: '2' }], isCollection: false },
  ],
  ['14 - Emma - Jane Austen', { title: 'Emma', authors: ['Jane Austen'], volume: '14' }],
];

describe('parseReleaseName', () => {
  it.each(CASES)('reads %s', (name, says) => {
    expect(parseReleaseName(name)).toMatchObject(says);
  });

  it.each([
    ['Terry Pratchett - Discworld 1-4', '1-4'],
    ['Discworld (1-41) - Terry Pratchett', '1-41'],
    ['Terry Pratchett - Discworld, Books 1 - 4', '1-4'],
    ['Discworld: Books 1 through 5 by Terry Pratchett [ENG / M4B]', '1-5'],
    ['Terry Pratchett - Discworld (complete series)', null],
    ['Discworld Series by Terry Pratchett', null],
    ['Discworld Box Set by Terry Pratchett [ENG / MP3]', null],
    ['The Tiffany Aching Omnibus by Terry Pratchett [ENG / MP3]', null],
    ['Terry Pratchett Collection', null],
    ['Farseer Trilogy by Robin Hobb [ENG / MP3]', null],
    ['Terry Pratchett - 41 MP3 Audiobooks', null],
  ])('takes %s for a collection', (name, range) => {
    const parsed = parseReleaseName(name);
    expect(parsed.isCollection).toBe(true);
    if (range !== null) expect(parsed.series[0]?.position).toBe(range);
  });

  it.each([
    'The Collection of Sand by Italo Calvino [ENG / MP3]',
    'Book 7 - Equal Rites - Discworld Series',
    'Terry Pratchett - Discworld Omnibus 2 - Equal Rites',
    'The Trilogy Trap by Jane Doe [ENG / MP3]',
    'Star Atlas 1964-1984 by Jane Doe [ENG / MP3]',
  ])('takes %s for one book', (name) => {
    expect(parseReleaseName(name).isCollection).toBe(false);
  });

  it('never throws and always says the same', () => {
    const piece = fc.constantFrom(
      'by',
      '-',
      ' - ',
      '[ENG / M4B]',
      '(',
      ')',
      'Book 3',
      '#2',
      '1-4',
      'read by',
      ':',
      '.',
      'Jane',
      'Ä',
      '№',
      '“',
      '{',
      '64k',
    );
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(name, (text) => {
        expect(parseReleaseName(text)).toEqual(parseReleaseName(text));
      }),
    );
  });

  it('ends soon for hostile names of 10,000 characters', () => {
    const repeat = fc
      .string({ minLength: 1, maxLength: 8 })
      .map((text) => text.repeat(Math.ceil(10_000 / text.length)));
    fc.assert(
      fc.property(repeat, (text) => {
        expect(parseReleaseName(text).title.length).toBeLessThanOrEqual(1_300);
      }),
      { interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    );
  });
});
