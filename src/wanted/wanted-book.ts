import { DAY_MS, HOUR_MS } from '../base/clock.ts';

export type WantedState =
  | 'wanted'
  | 'searching'
  | 'downloading'
  | 'importing'
  | 'owned'
  | 'needs_person'
  | 'gave_up';

/** When to look again after so many searches that brought nothing: after an hour, then twice as long each time, at most a day. */
export function nextSearchAt(now: Date, fruitlessSearches: number): Date {
  const waitMs = Math.min(DAY_MS, HOUR_MS * 2 ** Math.max(0, fruitlessSearches - 1));
  return new Date(now.getTime() + waitMs);
}
