import { DAY_MS, HOUR_MS } from '../base/clock.ts';

const SPAN = /^([1-9]\d{0,4})([dh])$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The end of a day of this machine's calendar, or of a span from now; null for anything else, and for the past. */
export function parseUntil(text: string, now: Date): Date | null {
  const until = SPAN.test(text) ? afterSpan(text, now) : endOfDay(text);
  return until !== null && until > now ? until : null;
}

function afterSpan(text: string, now: Date): Date {
  const [, count, unit] = SPAN.exec(text) ?? [];
  return new Date(now.getTime() + Number(count) * (unit === 'h' ? HOUR_MS : DAY_MS));
}

function endOfDay(text: string): Date | null {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const start = new Date(year, month - 1, day);
  // The calendar would take 31 February for 3 March.
  if (start.getMonth() !== month - 1 || start.getDate() !== day) return null;
  return new Date(year, month - 1, day + 1);
}
