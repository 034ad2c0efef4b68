import { describe, expect, it } from 'vitest';
import { type Provenance, personsChanges, scannedChanges } from './provenance.ts';

type Fields = { readonly title: string; readonly subtitle: string | null; readonly year: number | null };

const NOW = new Date('2026-11-22T10:00:00Z');
const CURRENT: Fields = { title: 'Emma', subtitle: null, year: 1815 };
const BY_TAGS = { source: 'tags', confidence: 0.9, agreeing: ['opf'] };
const BY_PERSON = { source: 'person', at: '2026-01-01T00:00:00.000Z', locked: true };

function scanned(values: Partial<Fields>, provenance: Provenance = {}) {
  return scannedChanges(CURRENT, provenance, values, { title: BY_TAGS }, NOW);
}

describe('a scan', () => {
  it('changes what it has another value for, and notes where it read it', () => {
    expect(scanned({ title: 'Emma!', subtitle: 'A Novel', year: 1815 })).toEqual({
      values: { title: 'Emma!', subtitle: 'A Novel' },
      provenance: {
        title: { ...BY_TAGS, at: '2026-11-22T10:00:00.000Z', locked: false },
        subtitle: { source: 'path', at: '2026-11-22T10:00:00.000Z', locked: false },
      },
    });
  });

  it.each<[string, Partial<Fields>, Provenance]>([
    ['what it is silent about', { year: null }, {}],
    ['what is the same', { title: 'Emma' }, {}],
    ['what a person has locked', { title: 'Ema' }, { title: BY_PERSON }],
    ['what a person has emptied', { subtitle: 'A Novel' }, { subtitle: BY_PERSON }],
  ])('leaves %s alone', (_, values, provenance) => {
    expect(scanned(values, provenance)).toEqual({ values: {}, provenance: {} });
  });

  it.each<[string, Provenance['title'] | undefined, readonly string[]]>([
    ['notes the other source of the same value', { source: 'path', at: '', locked: false }, ['title']],
    ['leaves the same value of the same source alone', { ...BY_TAGS, at: '', locked: false }, []],
    ['leaves a person’s open value theirs', { source: 'person', at: '', locked: false }, []],
    ['leaves a value of unknown source alone', undefined, []],
  ])('%s', (_, title, noted) => {
    const changes = scanned({ title: 'Emma' }, title === undefined ? {} : { title });

    expect(changes.values).toEqual({});
    expect(Object.keys(changes.provenance)).toEqual(noted);
  });

  it('may change what an earlier scan wrote', () => {
    const provenance = { title: { source: 'path', at: '', locked: false } };

    expect(scanned({ title: 'Emma!' }, provenance).values).toEqual({ title: 'Emma!' });
  });
});

describe('a person', () => {
  it('owns every field that they gave, also the ones that they emptied', () => {
    expect(personsChanges({ title: 'Emma', subtitle: null }, NOW)).toEqual({
      values: { title: 'Emma', subtitle: null },
      provenance: {
        title: { source: 'person', at: '2026-11-22T10:00:00.000Z', locked: true },
        subtitle: { source: 'person', at: '2026-11-22T10:00:00.000Z', locked: true },
      },
    });
  });
});
