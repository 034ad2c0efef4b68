import { CronExpressionParser } from 'cron-parser';

/** How long after its time a backup counts as missed. */
const MISSED_AFTER_MS = 3_600_000;
/** So many times show the longest pause of a schedule that rests on some days. */
const LOOKED_AT = 10;

/** The next time of a cron expression in UTC. */
export function nextTime(cron: string, now: Date): Date {
  return parse(cron, now).next().toDate();
}

/** The longest pause between two times of it. */
export function longestPauseMs(cron: string, now: Date): number {
  const times = parse(cron, now)
    .take(LOOKED_AT)
    .map((time) => time.getTime());
  return Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? time)));
}

/** Whether its last time went by more than an hour ago, and nothing was made since `newest`. */
export function isMissed(cron: string, newest: Date, now: Date): boolean {
  const due = parse(cron, new Date(now.getTime() - MISSED_AFTER_MS))
    .prev()
    .toDate();
  return newest < due;
}

function parse(cron: string, now: Date) {
  return CronExpressionParser.parse(cron, { currentDate: now, tz: 'UTC' });
}
