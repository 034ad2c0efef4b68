import { formatCount, formatDuration, plural } from './quantities.ts';

/** How a task goes just now. */
export interface ProgressDetail {
  readonly items_per_second: number | null;
  readonly seconds_left: number | null;
  readonly faults: number;
}

/** `740 a second, 12 s left, 2 faults`; empty where nothing is known yet. */
export function progressWords({
  items_per_second: rate,
  seconds_left: left,
  faults,
}: ProgressDetail): string {
  return [
    rate === null ? '' : `${rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate))} a second`,
    left === null ? '' : `${formatDuration(left)} left`,
    faults === 0 ? '' : plural(faults, 'fault'),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
