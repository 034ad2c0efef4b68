/** How much is written at once: as much as keeps others waiting for the catalog for hardly a blink. */
export interface BatchSize {
  readonly items: number;
  /** Notes how long so many items took. */
  note(items: number, tookMs: number): void;
}

const AIM_MS = 45;
const SMALLEST = 8;
const LARGEST = 400;
/** Small, so that the first books show at once. */
const FIRST = 24;

export function createBatchSize(): BatchSize {
  let items = FIRST;
  return {
    get items() {
      return items;
    },
    note(written, tookMs) {
      if (written < items / 2) return;
      const fitting = (written * AIM_MS) / Math.max(tookMs, 1);
      // By steps, for one slow write says little.
      const next = Math.min(items * 1.5, Math.max(items * 0.6, fitting));
      items = Math.round(Math.min(LARGEST, Math.max(SMALLEST, next)));
    },
  };
}
