import { describe, expect, it } from 'vitest';
import { fieldLabel, type Provenance, sourceWords } from './field-words.ts';

const TAGS: Provenance = { source: 'tags', at: '2026-01-01T00:00:00Z', locked: false };

describe('where a value is from', () => {
  it.each<[Provenance | undefined, boolean, string | null]>([
    [undefined, false, null],
    [TAGS, false, 'From tags'],
    [
      { ...TAGS, confidence: 0.95, agreeing: ['path', 'opf'] },
      false,
      'From tags, agrees with folder and file names and the OPF file (95 % sure)',
    ],
    [{ ...TAGS, source: 'person', locked: true }, false, 'Changed by you'],
    [{ ...TAGS, source: 'person', locked: true }, true, 'Left empty on purpose'],
    [{ ...TAGS, source: 'person' }, false, 'Changed by you, and left to scans'],
  ])('is told in words: %#', (provenance, isEmpty, words) => {
    expect(sourceWords(provenance, isEmpty)).toBe(words);
  });
});

it('labels fields as people call them', () => {
  expect(['published_year', 'asin', 'title'].map(fieldLabel)).toEqual(['Year', 'ASIN', 'Title']);
});
