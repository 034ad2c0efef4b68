import { sql } from 'kysely';
import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from '../base/log-levels.ts';
import type { Database } from '../platform/database.ts';
import type { Listener } from '../platform/listen.ts';
import type { Log } from '../platform/log.ts';

const CHANNEL = 'mamcrawler_log_level';
const Level = z.enum(LOG_LEVELS);

/** How much is logged, changed while the program runs. */
export interface LogLevelControl {
  readonly level: LogLevel;
  /** Of the start, to which a restart returns. */
  readonly configuredLevel: LogLevel;
  /** Holds at once here, and in a moment in all processes of this database. */
  change(level: LogLevel): Promise<void>;
}

export async function controlLogLevel({
  db,
  log,
  listener,
}: {
  readonly db: Database;
  readonly log: Log;
  readonly listener: Pick<Listener, 'on'>;
}): Promise<LogLevelControl> {
  const configuredLevel = Level.parse(log.level);

  function set(level: LogLevel): void {
    if (log.level === level) return;
    const before = log.level;
    // On the side that hears it: a change to silent is told before it holds.
    log.info({ from: before, to: level }, 'log level changed');
    log.level = level;
  }

  await listener.on(CHANNEL, (payload) => {
    const told = Level.safeParse(payload);
    if (told.success) set(told.data);
  });
  return {
    get level() {
      return Level.parse(log.level);
    },
    configuredLevel,
    async change(level) {
      await sql`select pg_notify(${CHANNEL}, ${level})`.execute(db);
      set(level);
    },
  };
}
