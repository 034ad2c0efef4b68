import { describe, expect, it } from 'vitest';
import { type Provenance, personsChanges, scannedChanges } from './provenance.ts';

type Fields = { readonly title: string; readonly subtitle: string | null; readonly year: number | null };

const NOW = new Date('2026-11-22T10:00:00Z');
const CURRENT: Fields = { title: 'Emma', subtitle: null, year: 1815 };
const BY_PERSON = { source: 'person', at: '2026-01-01T00:00:00.000Z', locked: true };

function scanned(values: Partial<Fields>, provenance: Provenance = {}) {
  return scannedChanges(CURRENT, provenance, values, { title: 'tags' }, NOW);
}

describe('a scan', () => {
  it('changes what it has another value for, and notes where it read it', () => {
    expect(scanned({ title: 'Emma!', subtitle: 'A Novel', year: 1815 })).toEqual({
      values: { title: 'Emma!', subtitle: 'A Novel' },
      provenance: {
        title: { source: 'tags', at: '2026-11-22T10:00:00.000Z', locked: false },
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
