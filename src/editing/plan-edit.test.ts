import { describe, expect, it } from 'vitest';
import type { FieldProvenance, Provenance } from '../catalog/provenance.ts';
import { type Edit, planEdit } from './plan-edit.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const PERSONS: FieldProvenance = { source: 'person', at: NOW.toISOString(), locked: true };
const BY_PERSON: FieldProvenance = { source: 'person', at: '2026-01-01T00:00:00.000Z', locked: true };
const BY_TAGS: FieldProvenance = {
  source: 'tags',
  at: '2026-01-01T00:00:00.000Z',
  locked: false,
  confidence: 0.9,
  agreeing: ['path'],
};
const VALUES = {
  title: 'Emma',
  subtitle: null,
  authors: [{ id: 1, name: 'Jane Austen' }],
  series: [
    { id: 1, name: 'Novels', position: '4' },
    { id: 2, name: 'Classics', position: null },
  ],
  narrators: ['Moira Fogarty'],
};

function plan(edit: Partial<Edit>, provenance: Provenance = {}) {
  const of = { bookId: 7 };
  return planEdit({ of, values: VALUES, provenance }, { set: {}, locked: {}, ...edit }, NOW).map(
    ({ of: _, ...change }) => change,
  );
}

describe('an edit', () => {
  it('gives a field another value, which is a person’s and locked', () => {
    expect(plan({ set: { title: 'Emma!' } }, { title: BY_TAGS })).toEqual([
      {
        field: 'title',
        oldValue: 'Emma',
        newValue: 'Emma!',
        oldProvenance: BY_TAGS,
        newProvenance: PERSONS,
      },
    ]);
  });

  it.each<[string, Partial<Edit>, Provenance, object]>([
    ['empties on purpose', { set: { title: null } }, {}, { newValue: null, newProvenance: PERSONS }],
    [
      'leaves empty on purpose what is empty',
      { set: { subtitle: null } },
      {},
      { oldValue: null, newValue: null, newProvenance: PERSONS },
    ],
    [
      'confirms what a scan read',
      { set: { title: 'Emma' } },
      { title: BY_TAGS },
      { newValue: 'Emma', newProvenance: PERSONS },
    ],
    [
      'locks a value, which keeps its source',
      { locked: { title: true } },
      { title: BY_TAGS },
      { newValue: 'Emma', newProvenance: { ...BY_TAGS, locked: true } },
    ],
    ['locks what nobody is known to have said', { locked: { title: true } }, {}, { newProvenance: PERSONS }],
    [
      'gives a value back to scans',
      { locked: { title: false } },
      { title: BY_PERSON },
      { newValue: 'Emma', newProvenance: { ...BY_PERSON, locked: false } },
    ],
    [
      'gives a field another value and leaves it to scans',
      { set: { title: 'Emma!' }, locked: { title: false } },
      { title: BY_TAGS },
      { newValue: 'Emma!', newProvenance: { ...PERSONS, locked: false } },
    ],
  ])('%s', (_, edit, provenance, change) => {
    expect(plan(edit, provenance)).toEqual([expect.objectContaining(change)]);
  });

  it.each<[string, Partial<Edit>, Provenance]>([
    ['what is a person’s already', { set: { title: 'Emma' } }, { title: BY_PERSON }],
    ['what is locked already', { locked: { title: true } }, { title: { ...BY_TAGS, locked: true } }],
    ['what no scan was kept from', { locked: { title: false, subtitle: false } }, { title: BY_TAGS }],
    [
      'people who are called otherwise by now',
      { set: { authors: [{ id: 1, name: 'J. Austen' }] } },
      { authors: BY_PERSON },
    ],
    [
      'narrators who are written otherwise',
      { set: { narrators: ['FOGARTY, MOIRA'] } },
      { narrators: BY_PERSON },
    ],
    ['series in another order', { set: { series: VALUES.series.toReversed() } }, { series: BY_PERSON }],
  ])('leaves alone %s', (_, edit, provenance) => {
    expect(plan(edit, provenance)).toEqual([]);
  });

  it.each<[string, Edit['set']]>([
    ['the number in a series', { series: [{ ...VALUES.series[0], position: '5' }, VALUES.series[1]] }],
    ['the order of authors', { authors: [{ id: 2, name: 'A Lady' }, ...VALUES.authors] }],
    ['a new author', { authors: [{ id: null, name: 'A Lady' }] }],
  ])('notices %s', (_, set) => {
    expect(plan({ set }, { series: BY_PERSON, authors: BY_PERSON })).toHaveLength(1);
  });
});
