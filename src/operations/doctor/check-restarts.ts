import { DAY_MS } from '../../base/clock.ts';
import { plural } from '../../base/quantities.ts';
import { readLogTail } from '../read-log-tail.ts';
import { type Check, ok, skipped, warning } from './check.ts';

/** Of the log, at most the newest so much is looked through. */
const LOOKED_THROUGH_BYTES = 8 * 1024 * 1024;
const MANY_STARTS = 6;

export async function checkRestarts(logDir: string | null, now: Date): Promise<Check> {
  if (logDir === null)
    return skipped('restarts', 'There are no log files (LOG_DIR is empty) to count starts in.');
  return judgeRestarts(await readLogTail(logDir, 'app', LOOKED_THROUGH_BYTES), now);
}

/** From lines of the log. */
export function judgeRestarts(lines: readonly string[], now: Date): Check {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const starts = lines.filter((line) => saysSince(line, '"message":"started"', since)).length;
  const losses = lines.filter((line) =>
    saysSince(line, '"message":"the embedded database is back"', since),
  ).length;
  const detail = `In the last 24 hours the program was started ${plural(starts, 'time')}${losses === 0 ? '' : `, and the embedded database brought back ${plural(losses, 'time')}`}.`;
  if (starts < MANY_STARTS && losses === 0) return ok('restarts', detail);
  return warning(
    'restarts',
    detail,
    'Where nobody did so: look into errors.log, and whether the machine runs out of memory (dmesg says who was killed).',
  );
}

function saysSince(line: string, message: string, since: string): boolean {
  if (!line.includes(message)) return false;
  const at = /"timestamp":"([^"]+)"/u.exec(line)?.[1];
  return at !== undefined && at >= since;
}
