import type { FoundGroup, ItemFacts } from './duplicate.ts';
import { judgePair } from './judge-pair.ts';

/** Items that repeat one another, found by and by. */
export interface Grouping {
  /** Compares the items of each block, each with each; an item may be in several. `facts`: of all of them. */
  compare(blocks: readonly (readonly number[])[], facts: ReadonlyMap<number, ItemFacts>): void;
  groups(): readonly FoundGroup[];
}

export function createGrouping(): Grouping {
  const sets = createSets();
  const others: (readonly [number, number])[] = [];
  const judged = new Set<string>();

  function judge(a: ItemFacts, b: ItemFacts): void {
    const pair = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
    if (a.id === b.id || judged.has(pair)) return;
    judged.add(pair);
    const verdict = judgePair(a, b);
    if (verdict === 'same') sets.join(a.id, b.id);
    if (verdict === 'other') others.push([a.id, b.id]);
  }

  return {
    compare(blocks, facts) {
      for (const block of blocks) {
        const members = block.flatMap((id) => facts.get(id) ?? []);
        for (const [at, a] of members.entries()) for (const b of members.slice(at + 1)) judge(a, b);
      }
    },
    groups: () => [
      ...sets.groups().map((itemIds) => ({ kind: 'same_recording' as const, itemIds })),
      ...twoRecordings(sets, others),
    ],
  };
}

/** Of copies of one recording the first stands for all. */
function twoRecordings(sets: Sets, others: readonly (readonly [number, number])[]): readonly FoundGroup[] {
  const books = createSets();
  for (const [a, b] of others) {
    const [one, other] = [sets.firstOf(a), sets.firstOf(b)];
    if (one !== other) books.join(one, other);
  }
  return books.groups().map((itemIds) => ({ kind: 'two_recordings' as const, itemIds }));
}

interface Sets {
  join(a: number, b: number): void;
  /** The lowest id of those that were joined with it. */
  firstOf(id: number): number;
  /** Each of two and more, in order. */
  groups(): readonly (readonly number[])[];
}

function createSets(): Sets {
  const parents = new Map<number, number>();

  function firstOf(id: number): number {
    let first = id;
    for (let parent = parents.get(first); parent !== undefined; parent = parents.get(first)) first = parent;
    if (first !== id) parents.set(id, first);
    return first;
  }

  return {
    firstOf,
    join(a, b) {
      const [one, other] = [firstOf(a), firstOf(b)];
      if (one !== other) parents.set(Math.max(one, other), Math.min(one, other));
    },
    groups() {
      const members = Map.groupBy([...parents.keys()], firstOf);
      return [...members].map(([first, those]) => [first, ...those].toSorted((a, b) => a - b));
    },
  };
}
