import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRelease } from './judge-release.ts';
import type { ReleaseCandidate, SoughtRecording } from './release-candidate.ts';
import { RULES, type RuleName } from './verdict.ts';

function sought(title: string, author: string, more: Partial<SoughtRecording> = {}): SoughtRecording {
  const none = {
    subtitle: null,
    narrators: [],
    language: 'en',
    asin: null,
    series: [],
    durationSeconds: null,
  };
  return { title, authors: [author], ...none, ...more };
}

function release(name: string, more: Partial<ReleaseCandidate> = {}): ReleaseCandidate {
  const silent = {
    sizeBytes: null,
    seeders: 5,
    author: null,
    bookTitle: null,
    language: null,
    narrator: null,
  };
  return { name, categories: [3030], ...silent, ...more };
}

function failedRules(book: SoughtRecording, candidate: ReleaseCandidate): readonly RuleName[] {
  return judgeRelease(book, candidate)
    .reasons.filter(({ outcome }) => outcome === 'fail')
    .map(({ rule }) => rule);
}

const HOUSEMAID = sought('The Housemaid', 'Freida McFadden');
const IT = sought('It', 'Stephen King');
const DAMNED = sought('Damned', 'Chuck Palahniuk');
const TWO_TOWERS = sought('The Two Towers', 'J. R. R. Tolkien', {
  series: [{ name: 'The Lord of the Rings', position: '2' }],
});
const DUNE = sought('Dune', 'Frank Herbert', { series: [{ name: 'Dune', position: '1' }] });
const SMALL_GODS = sought('Small Gods', 'Terry Pratchett', {
  series: [{ name: 'Discworld', position: '13' }],
});
const EDUCATED = sought('Educated: A Memoir', 'Tara Westover');
const DAWNSHARD = sought('Dawnshard', 'Brandon Sanderson', {
  series: [{ name: 'Stormlight Archive', position: '3.5' }],
});
const EMMA = sought('Emma', 'Jane Austen', { narrators: ['Juliet Stevenson'], durationSeconds: 60_000 });
const PAGES = sought('Page Keeper 2', 'Dana Doe', { series: [{ name: 'Page Keeper', position: '2' }] });

describe('judgeRelease accepts', () => {
  it.each([
    [HOUSEMAID, 'The Housemaid by Freida McFadden [ENG / M4B]'],
    [HOUSEMAID, 'Freida McFadden - The Housemaid (2022) [MP3 128 kbps]'],
    [HOUSEMAID, 'Housemaid - Freida McFadden'],
    [HOUSEMAID, 'The Housemaid: A Novel by Freida McFadden [ENG / M4B]'],
    [HOUSEMAID, 'McFadden, Freida - The Housemaid'],
    [HOUSEMAID, 'Freida.McFadden-The.Housemaid-AUDIOBOOK-WEB-EN-2022-GRP'],
    [IT, 'It by Stephen King [ENG / MP3]'],
    [IT, 'Stephen King - It (read by Steven Weber)'],
    [TWO_TOWERS, 'The Two Towers by J.R.R. Tolkien [ENG / M4B]'],
    [TWO_TOWERS, 'JRR Tolkien - The Lord of the Rings 02 - The Two Towers'],
    [TWO_TOWERS, 'The Two Towers (The Lord of the Rings, #2) - J R R Tolkien'],
    [TWO_TOWERS, 'J. R. R. Tolkien - The Two Towers The Lord of the Rings, Book 2 (Unabridged)'],
    [TWO_TOWERS, 'J. R. R. Tolkien - The Lord of the Rings: The Two Towers'],
    [DUNE, 'Dune by Frank Herbert [ENG / M4B]'],
    [DUNE, 'Frank Herbert - Dune 01 - Dune'],
    [EDUCATED, 'Educated by Tara Westover [ENG / M4B]'],
    [EDUCATED, 'Tara Westover - Educated - A Memoir'],
    [DAWNSHARD, 'Dawnshard: A Stormlight Archive Novella by Brandon Sanderson [ENG / M4B]'],
    [DAWNSHARD, 'Brandon.Sanderson.-.Stormlight.Archive.3.5.-.Dawnshard.Unabr'],
    [PAGES, 'Page Keeper, Book 2 by Dana Doe [ENG / M4B]'],
    [PAGES, 'Dana Doe - Page Keeper 02'],
    [SMALL_GODS, 'Small Gods; Discworld, Book 13'],
  ] as const)('%o: %s', (book, name) => {
    expect(failedRules(book, release(name))).toEqual([]);
  });
});

describe('judgeRelease rejects', () => {
  it.each([
    [HOUSEMAID, "The Housemaid's Secret by Freida McFadden [ENG / M4B]", 'title'],
    [HOUSEMAID, 'The Housemaid Is Watching by Freida McFadden [ENG / M4B]', 'title'],
    [HOUSEMAID, 'The Housemaid by Sarah A. Denzil [ENG / M4B]', 'author'],
    [HOUSEMAID, 'Sarah Denzil - The Housemaid', 'author'],
    [HOUSEMAID, 'The Housemaid', 'author'],
    [HOUSEMAID, 'The Housemaid by Freida McFadden [ENG / EPUB]', 'kind'],
    [HOUSEMAID, 'The Housemaid by Freida McFadden [GER / M4B]', 'language'],
    [HOUSEMAID, 'The Housemaid by Freida McFadden [ENG / MP3] (Abridged)', 'abridged'],
    [HOUSEMAID, "Summary of Freida McFadden's The Housemaid by Swift Pages [ENG / MP3]", 'study-aid'],
    [HOUSEMAID, 'Freida McFadden - The Housemaid Workbook', 'study-aid'],
    [HOUSEMAID, 'Freida McFadden - The Housemaid 2', 'title'],
    [IT, 'You Like It Darker by Stephen King [ENG / MP3]', 'title'],
    [IT, 'Stephen King - Needful Things', 'title'],
    [DAMNED, 'Wrath of the Damned by Chuck Palahniuk [ENG / MP3]', 'title'],
    [DUNE, 'Dune Messiah by Frank Herbert [ENG / M4B]', 'title'],
    [DUNE, 'Frank Herbert - Dune 02 - Dune Messiah', 'title'],
    [DUNE, 'Frank Herbert - Dune 2', 'volume'],
    [DUNE, 'Dune Saga by Frank Herbert [ENG / M4B]', 'title'],
    [DUNE, 'Dune: The Complete Series by Frank Herbert [ENG / M4B]', 'single-book'],
    [DUNE, 'Frank Herbert - Dune (1-6)', 'single-book'],
    [DUNE, 'Frank Herbert - Dune [GraphicAudio]', 'dramatized'],
    [DUNE, 'Frank Herbert - Dune (Part 1 of 3)', 'whole-book'],
    [TWO_TOWERS, 'J. R. R. Tolkien - The Lord of the Rings', 'title'],
    [TWO_TOWERS, 'J. R. R. Tolkien - The Lord of the Rings 03 - The Two Towers', 'volume'],
    [PAGES, 'Page Keeper 1 by Dana Doe [ENG / M4B]', 'title'],
    [PAGES, 'Page Keeper by Dana Doe [ENG / M4B]', 'title'],
    [EDUCATED, 'Educated: The Workbook by Tara Westover [ENG / M4B]', 'study-aid'],
    [SMALL_GODS, 'Small Gods', 'author'],
    [SMALL_GODS, 'Small Gods; Discworld, Book 12', 'volume'],
    [SMALL_GODS, 'Terry Pratchett - Small Gods, Books 13 - 15', 'single-book'],
    [EMMA, 'Jane Austen - Emma - read by Wanda McCaddon', 'narrator'],
  ] as const)('%o: %s, for its %s', (book, name, rule) => {
    expect(failedRules(book, release(name))).toContain(rule);
  });
});

describe('judgeRelease by what the indexer says', () => {
  it.each([
    ['its category', { categories: [7020] }, ['kind']],
    ['films', { categories: [2000, 2040] }, ['kind']],
    ['audio in general, and nothing more', { categories: [3000] }, []],
    ['no category', { categories: [] }, []],
    ['nobody seeds it', { seeders: 0 }, ['seeders']],
    ['seeders not counted', { seeders: null }, []],
    ['another language', { language: 'German' }, ['language']],
    ['the same language', { language: 'en-GB' }, []],
    ['another narrator', { narrator: 'Wanda McCaddon' }, ['narrator']],
    ['the same narrator among others', { narrator: 'Juliet Stevenson, Full Cast' }, []],
    ['the surname of the narrator', { narrator: 'Stevenson' }, []],
    ['another running time', { durationSeconds: 40_000 }, ['running-time']],
    ['about the same running time', { durationSeconds: 61_000 }, []],
    ['a size of 64 kbit/s', { sizeBytes: 480_000_000 }, []],
    ['a size of 5 kbit/s', { sizeBytes: 38_000_000 }, ['size']],
    ['a size of 530 kbit/s', { sizeBytes: 4_000_000_000 }, ['size']],
  ] as const)('%s', (_, says, failed) => {
    expect(failedRules(EMMA, release('Emma by Jane Austen [ENG / MP3]', says))).toEqual(failed);
  });

  it('takes the author from the field where the name gives none', () => {
    expect(failedRules(HOUSEMAID, release('The Housemaid [M4B]', { author: 'McFadden, Freida' }))).toEqual(
      [],
    );
    expect(failedRules(HOUSEMAID, release('The Housemaid [M4B]', { author: 'Sarah Denzil' }))).toEqual([
      'author',
    ]);
  });

  it('lets the title field settle words that nothing explains', () => {
    const name = 'Freida McFadden - The Housemaid NeatRipper';
    expect(failedRules(HOUSEMAID, release(name))).toEqual(['title']);
    expect(failedRules(HOUSEMAID, release(name, { bookTitle: 'The Housemaid' }))).toEqual([]);
  });

  it('judges neither size nor duration without a running time', () => {
    const short = sought('The Tell-Tale Heart', 'Edgar Allan Poe');
    for (const sizeBytes of [1, 4_000_000, 90_000_000_000]) {
      const verdict = judgeRelease(
        short,
        release('The Tell-Tale Heart by Edgar Allan Poe [ENG / MP3]', { sizeBytes }),
      );
      expect(verdict.accepted).toBe(true);
      expect(verdict.reasons.find(({ rule }) => rule === 'size')?.outcome).toBe('unknown');
    }
  });
});

describe('judgeRelease and the recording that is sought', () => {
  it.each([
    ['abridged', { abridged: true }, 'Emma by Jane Austen (Abridged) [ENG / MP3]', []],
    ['abridged', { abridged: true }, 'Emma by Jane Austen (Unabridged) [ENG / MP3]', ['abridged']],
    ['dramatised', { dramatized: true }, 'Jane Austen - Emma (Dramatized Adaptation)', []],
    ['dramatised', { dramatized: true }, 'Jane Austen - Emma', ['dramatized']],
    ['any language', { language: null }, 'Emma by Jane Austen [GER / MP3]', []],
    ['German', { language: 'de' }, 'Jane Austen - Emma', []],
    [
      'two narrators of which one is the author',
      { narrators: ['Jane Austen', 'Ann Reader'] },
      'Jane Austen - Emma (read by Jane Austen, Bob Other)',
      ['narrator'],
    ],
  ] as const)('%s: %o, %s', (_, constraints, name, failed) => {
    expect(failedRules(sought('Emma', 'Jane Austen', constraints), release(name))).toEqual(failed);
  });

  it('knows a collection and a part by the sought title', () => {
    const stories = sought('The Complete Collection: Stories', 'Jane Doe');
    expect(failedRules(stories, release('The Complete Collection: Stories by Jane Doe [ENG / MP3]'))).toEqual(
      [],
    );
    const part = sought('Elantris (1 of 3) [Dramatized Adaptation]', 'Brandon Sanderson');
    expect(failedRules(part, release('Brandon Sanderson - Elantris (1 of 3) [GraphicAudio]'))).toEqual([]);
    expect(failedRules(part, release('Brandon Sanderson - Elantris (2 of 3) [GraphicAudio]'))).toEqual([
      'whole-book',
    ]);
  });

  it('does not take a word of the sought title for a sign', () => {
    const summary = sought('A Summary of Everything', 'Jane Doe');
    expect(failedRules(summary, release('A Summary of Everything by Jane Doe [ENG / MP3]'))).toEqual([]);
  });
});

describe('a verdict', () => {
  it('holds every rule once, in order, each with a sentence', () => {
    const { reasons } = judgeRelease(EMMA, release('Something else'));
    expect(reasons.map(({ rule }) => rule)).toEqual(RULES);
    expect(reasons.every(({ detail }) => /^[A-Z0-9"].*\.$/u.test(detail))).toBe(true);
  });

  it('is the sum of its score parts, between 0 and 100', () => {
    const best = release('Emma by Jane Austen [ENG / M4B]', {
      narrator: 'Juliet Stevenson',
      sizeBytes: 480_000_000,
      seeders: 900,
      durationSeconds: 60_000,
    });
    const { score, scoreParts } = judgeRelease(EMMA, best);
    expect(scoreParts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 1);
    expect(score).toBeGreaterThan(80);
    expect(score).toBeLessThanOrEqual(100);
  });

  it('never throws, always says the same, and is accepted exactly where nothing failed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Emma', 'Jane Austen', 'Emma by Jane Austen [ENG / M4B]', '', '2', 'Book 2'),
    );
    const number = fc.option(fc.oneof(fc.integer(), fc.double()), { nil: null });
    fc.assert(
      fc.property(text, text, text, text, number, number, (title, author, name, other, size, duration) => {
        const book = sought(title, author, {
          subtitle: other,
          narrators: [other],
          series: [{ name: other, position: title }],
          durationSeconds: duration,
        });
        const candidate = release(name, {
          sizeBytes: size,
          seeders: size,
          author: other,
          bookTitle: title,
          narrator: author,
          language: other,
        });
        const verdict = judgeRelease(book, candidate);
        expect(judgeRelease(book, candidate)).toEqual(verdict);
        expect(verdict.accepted).toBe(verdict.reasons.every(({ outcome }) => outcome !== 'fail'));
      }),
    );
  });

  it('comes soon for a hostile name, title and author of 10,000 characters', () => {
    const repeat = fc
      .string({ minLength: 1, maxLength: 6 })
      .map((text) => text.repeat(Math.ceil(10_000 / text.length)));
    fc.assert(
      fc.property(repeat, repeat, (title, name) => {
        const verdict = judgeRelease(
          sought(title, title),
          release(name, { author: name, narrator: title, bookTitle: title }),
        );
        expect(verdict.reasons).toHaveLength(RULES.length);
      }),
      { numRuns: 50, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    );
  });
});
