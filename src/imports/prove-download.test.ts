import { describe, expect, it } from 'vitest';
import { type DownloadEvidence, type ExpectedRecording, proveDownload } from './prove-download.ts';

const WANTED: ExpectedRecording = {
  title: 'The Left Hand of Darkness',
  authors: ['Ursula K. Le Guin'],
  narrators: [],
  language: null,
  durationSeconds: null,
};

const SILENT: DownloadEvidence = {
  titles: [],
  people: [],
  languages: [],
  names: [],
  durationSeconds: null,
  faults: [],
};

describe('proveDownload', () => {
  it.each<[string, Partial<DownloadEvidence>, Partial<ExpectedRecording>]>([
    [
      'tags name title and author',
      { titles: ['The Left Hand of Darkness'], people: ['Ursula K. Le Guin'] },
      {},
    ],
    [
      'tags say more than the title',
      { titles: ['Left Hand of Darkness (Hainish Cycle 4)'], people: ['LE GUIN, URSULA'] },
      {},
    ],
    ['nothing is said at all', {}, {}],
    ['only generic names', { titles: ['Track 01', 'Chapter 2'], names: ['CD1', '01', 'disc 2'] }, {}],
    ['the folder names it', { names: ['Le Guin - The Left Hand of Darkness', '01'] }, {}],
    ['a subtitle is left out', { titles: ['Dune'] }, { title: 'Dune: The Desert Planet', authors: [] }],
    [
      'the narrator alone stands in the tags, the author in the name',
      { people: ['George Guidall'], names: ['Ursula Le Guin - The Left Hand of Darkness'] },
      {},
    ],
    ['the language is the sought one', { languages: ['en'] }, { language: 'en' }],
    ['the running time is within a tenth', { durationSeconds: 35_000 }, { durationSeconds: 36_000 }],
    ['unknown people', { people: ['Unknown Artist', 'Various Authors'] }, {}],
    [
      'the narrator is named',
      { people: ['Ursula K. Le Guin', 'George Guidall'] },
      { narrators: ['George Guidall'] },
    ],
    ['another narrator is named', { people: ['Ursula K. Le Guin'] }, { narrators: ['George Guidall'] }],
    ['a title is all in brackets', { titles: ['(Untold)'] }, { title: '(Untold)', authors: [] }],
    ['no language is sought', { languages: ['de'] }, {}],
    ['no running time is expected', { durationSeconds: 60 }, {}],
    ['the files do not say how long they are', {}, { durationSeconds: 36_000 }],
  ])('has no doubt where %s', (_, evidence, expected) => {
    expect(proveDownload({ ...WANTED, ...expected }, { ...SILENT, ...evidence }).isProven).toBe(true);
  });

  it.each<[string, Partial<DownloadEvidence>, Partial<ExpectedRecording>, RegExp]>([
    [
      'the tags name another book',
      { titles: ['The Dispossessed'] },
      {},
      /tags name another book: "The Dispossessed"/,
    ],
    ['neither tags nor names speak of it', { names: ['Gardening', '01'] }, {}, /Neither tags nor names/],
    [
      'the tags name other people',
      { people: ['Stephen King'] },
      {},
      /other people than Ursula K\. Le Guin: "Stephen King"/,
    ],
    [
      'the language is another',
      { languages: ['de'] },
      { language: 'en' },
      /another language: de instead of en/,
    ],
    [
      'the running time is far off',
      { durationSeconds: 3_600 },
      { durationSeconds: 36_000 },
      /runs 60 min, expected were 600 min/,
    ],
    ['a file is broken', { faults: ['"a.mp3": The file is empty (0 bytes).'] }, {}, /empty/],
  ])('is in doubt where %s', (_, evidence, expected, words) => {
    const proof = proveDownload({ ...WANTED, ...expected }, { ...SILENT, ...evidence });

    expect(proof.isProven).toBe(false);
    expect(proof.findings[0]).toMatch(words);
  });

  it('tells the doubt before what speaks for it', () => {
    const proof = proveDownload(WANTED, {
      ...SILENT,
      titles: ['The Left Hand of Darkness'],
      people: ['Stephen King'],
    });

    expect(proof.findings).toEqual([
      'The tags name other people than Ursula K. Le Guin: "Stephen King".',
      'The tags name it: "The Left Hand of Darkness".',
    ]);
  });
});
