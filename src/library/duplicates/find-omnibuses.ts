import type { FoundGroup } from './duplicate.ts';

/** An item of a series. */
export interface SeriesItem {
  readonly id: number;
  readonly position: string | null;
  readonly titleKey: string;
  readonly seconds: number | null;
}

const RANGE = /^(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)$/;
const OMNIBUS_WORDS =
  /\b(?:omnibus|trilogy|collection|collected|complete|box ?set|boxed set|series|saga|books \d|volumes \d|duology|quartet)\b/;
/** Introductions and credits of the single books are not in it, or its own are. */
const SUM_SHARE = 0.03;

/**
 * Items of one series that hold others of it: by their range of volumes ("1-3"), or, where their titles say that they
 * are several, by a running time that is the sum of the first volumes'.
 */
export function findOmnibuses(items: readonly SeriesItem[]): readonly FoundGroup[] {
  const singles = items.flatMap((item) => {
    const number = item.position === null ? Number.NaN : Number(item.position);
    return Number.isFinite(number) ? [{ ...item, number }] : [];
  });
  return items.flatMap((item) => {
    const range = RANGE.exec(item.position ?? '');
    const others = singles.filter(({ id }) => id !== item.id);
    const parts =
      range === null
        ? partsBySum(item, others)
        : others.filter(({ number }) => number >= Number(range[1]) && number <= Number(range[2]));
    if (parts.length === 0) return [];
    const ids = [...new Set(parts.map(({ id }) => id))].toSorted((a, b) => a - b);
    return [{ kind: 'omnibus' as const, itemIds: [item.id, ...ids] }];
  });
}

function partsBySum<T extends SeriesItem & { readonly number: number }>(
  { seconds, titleKey }: SeriesItem,
  others: readonly T[],
): readonly T[] {
  if (seconds === null || !OMNIBUS_WORDS.test(titleKey)) return [];
  const volumes = [...Map.groupBy(others, ({ number }) => number)].toSorted(([a], [b]) => a - b);
  let sum = 0;
  for (const [at, [, copies]] of volumes.entries()) {
    const [first] = copies;
    if (first === undefined || first.seconds === null) return [];
    sum += first.seconds;
    if (at > 0 && Math.abs(sum - seconds) <= seconds * SUM_SHARE)
      return volumes.slice(0, at + 1).flatMap(([, those]) => those);
  }
  return [];
}
