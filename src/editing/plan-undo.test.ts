import { describe, expect, it } from 'vitest';
import type { StoredFieldChange } from '../catalog/change-store.ts';
import type { FieldProvenance } from '../catalog/provenance.ts';
import { planUndo } from './plan-undo.ts';
import { keyOf, type Subject } from './subject.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const TAGS: FieldProvenance = { source: 'tags', at: '2026-01-01T00:00:00.000Z', locked: false };
const PERSON: FieldProvenance = { source: 'person', at: '2026-02-01T00:00:00.000Z', locked: true };
const BOOK = { bookId: 7 };

const CHANGE: StoredFieldChange = {
  id: 1,
  changeSetId: 1,
  of: BOOK,
  field: 'title',
  oldValue: 'Ema',
  newValue: 'Emma',
  oldProvenance: TAGS,
  newProvenance: PERSON,
};

function book(title: string, provenance: FieldProvenance = PERSON): Subject {
  return { of: BOOK, values: { title }, provenance: { title: provenance } };
}

function undo(
  changes: readonly Partial<StoredFieldChange>[],
  subjects: readonly Subject[],
  { isOfScan = false } = {},
) {
  const stored = changes.map((change, at) => ({ ...CHANGE, id: at + 1, ...change }));
  const plan = planUndo(stored, new Map(subjects.map((each) => [keyOf(each.of), each])), {
    isOfScan,
    now: NOW,
  });
  return { changes: plan.changes, left: plan.left.map(({ change, why }) => [change.id, why]) };
}

describe('an undo', () => {
  it('puts the old value and its provenance back', () => {
    expect(undo([{}], [book('Emma')])).toEqual({
      changes: [
        {
          of: BOOK,
          field: 'title',
          oldValue: 'Emma',
          newValue: 'Ema',
          oldProvenance: PERSON,
          newProvenance: TAGS,
        },
      ],
      left: [],
    });
  });

  it('of what a scan changed locks it, or the next scan would change it again', () => {
    const change = { oldProvenance: TAGS, newProvenance: TAGS };
    const locked = (oldProvenance: FieldProvenance | null) =>
      undo([{ ...change, oldProvenance }], [book('Emma', TAGS)], { isOfScan: true }).changes[0]
        ?.newProvenance;

    expect(locked(TAGS)).toEqual({ ...TAGS, locked: true });
    expect(locked(null)).toEqual({ source: 'person', at: NOW.toISOString(), locked: true });
  });

  it.each<[string, Partial<StoredFieldChange>, readonly Subject[], string]>([
    ['was changed since', {}, [book('Emma!')], 'changed_since'],
    ['is of a book that is gone', {}, [], 'gone'],
    [
      'was locked, and was unlocked since',
      { oldValue: 'Emma' },
      [book('Emma', { ...PERSON, locked: false })],
      'changed_since',
    ],
    [
      'is measured',
      { field: 'durationSeconds', oldValue: 1, newValue: 2 },
      [{ ...book('Emma'), values: { durationSeconds: 2 } }],
      'measured',
    ],
    [
      'belonged to a book that is gone',
      {
        of: { recordingId: 3 },
        field: 'book',
        oldValue: { id: 8, name: 'Gone' },
        newValue: { id: 7, name: 'Emma' },
      },
      [{ of: { recordingId: 3 }, values: { book: { id: 7, name: 'Emma' } }, provenance: {} }],
      'gone',
    ],
  ])('leaves what %s', (_, change, subjects, why) => {
    expect(undo([change], subjects)).toEqual({ changes: [], left: [[1, why]] });
  });

  it('goes back step by step where a field was changed twice', () => {
    const { changes } = undo([{ oldValue: 'Em' }, { oldValue: 'Ema', newValue: 'Em' }], [book('Emma')]);

    expect(changes.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
      ['Emma', 'Em'],
      ['Em', 'Ema'],
    ]);
  });

  it('brings back what went, and then what was moved away from it', () => {
    const whole = { values: { title: 'Emma 2' }, provenance: {} };
    const other = { bookId: 8 };
    const moved = {
      of: { recordingId: 3 },
      field: 'book',
      oldValue: { id: 8, name: 'Emma 2' },
      newValue: { id: 7, name: 'Emma' },
    };

    const { changes, left } = undo(
      [{ of: other, field: 'exists', oldValue: whole, newValue: null }, moved],
      [book('Emma'), { of: { recordingId: 3 }, values: { book: { id: 7, name: 'Emma' } }, provenance: {} }],
    );

    expect(left).toEqual([]);
    expect(changes.map(({ of, field, newValue }) => [of, field, newValue])).toEqual([
      [other, 'exists', whole],
      [{ recordingId: 3 }, 'book', { id: 8, name: 'Emma 2' }],
    ]);
  });

  it('does not make a thing come back that is there', () => {
    expect(undo([{ field: 'exists', oldValue: {}, newValue: null }], [book('Emma')]).left).toEqual([
      [1, 'changed_since'],
    ]);
  });
});
