/** An instant as names of files hold it, to the second, in UTC: `2026-11-22T033700Z`. */
export function stampOf(at: Date): string {
  return `${at.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replaceAll(':', '')}Z`;
}

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\dZ)$/;

/** Null for what is none. */
export function instantOfStamp(stamp: string): Date | null {
  const [, hours, minutes, seconds] = STAMP.exec(stamp) ?? [];
  const instant = new Date(`${hours}:${minutes}:${seconds}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
