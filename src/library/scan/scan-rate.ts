/** How fast a scan is, and when it will be done. */
export interface ScanRate {
  /** Notes how far it is. */
  note(done: number, atMs: number): void;
  itemsPerSecond(): number | null;
  secondsLeft(total: number | null): number | null;
}

/** Over these last seconds: a disk that becomes slower shows soon, one slow folder does not. */
const WINDOW_MS = 15_000;
/** Before that a rate would be a guess. */
const AT_LEAST_MS = 1_000;

export function createScanRate(): ScanRate {
  let points: { readonly done: number; readonly atMs: number }[] = [];

  function itemsPerSecond(): number | null {
    const [first] = points;
    const last = points.at(-1);
    if (first === undefined || last === undefined || last.atMs - first.atMs < AT_LEAST_MS) return null;
    return Math.round(((last.done - first.done) / (last.atMs - first.atMs)) * 10_000) / 10;
  }

  return {
    note(done, atMs) {
      points = [...points.filter((point) => atMs - point.atMs <= WINDOW_MS), { done, atMs }];
    },
    itemsPerSecond,
    secondsLeft(total) {
      const rate = itemsPerSecond();
      const done = points.at(-1)?.done ?? 0;
      if (rate === null || rate === 0 || total === null || total < done) return null;
      return Math.ceil((total - done) / rate);
    },
  };
}
