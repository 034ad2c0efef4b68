import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import pretty from 'pino-pretty';
import buildRoll from 'pino-roll';
import type { LogLevel } from '../base/log-levels.ts';
import { describeError } from './describe-error.ts';
import { redactSecrets } from './redact-secrets.ts';
import { currentRequestId } from './trace.ts';

export type Log = pino.Logger;

export interface LogOptions {
  /** Of everything but the terminal; changed at run time by `log.level`. */
  readonly level: LogLevel;
  /** Of the lines that a terminal shows. */
  readonly terminalLevel: LogLevel;
  /** Where `app.log` and `errors.log` go; null for none. */
  readonly dir: string | null;
}

const REDACTED = ['password', 'api_key', 'apiKey', 'token', 'cookie', 'authorization', 'headers'];

/** Lets through whatever the logger itself does. */
const ANY = 'trace';

/** JSON lines on standard output (pretty in a terminal) and in two files of 10 × 10 MB. */
export async function openLog({ level, terminalLevel, dir }: LogOptions): Promise<Log> {
  const streams: pino.StreamEntry<pino.Level>[] = [];
  const add = (stream: pino.DestinationStream, at: LogLevel) => {
    if (at !== 'silent') streams.push({ stream, level: at });
  };
  if (process.stdout.isTTY) {
    add(
      pretty({ sync: true, messageKey: 'message', timestampKey: 'timestamp', ignore: 'name' }),
      terminalLevel,
    );
  } else add(pino.destination({ dest: 1, sync: true }), ANY);
  if (dir !== null) {
    await keepPrivate(dir);
    add(await rolling(join(dir, 'app.log')), ANY);
    add(await rolling(join(dir, 'errors.log')), 'error');
  }
  return createLog(level, pino.multistream(streams));
}

/** The program's lines, without secrets, into any stream. */
export function createLog(level: LogLevel, stream: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: {},
      name: 'mamcrawler',
      messageKey: 'message',
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
      serializers: { err: (error: unknown) => describeError(error) },
      // Messages too hold what others answered: the net under all that is named above.
      hooks: { streamWrite: redactSecrets },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === null ? {} : { request_id: requestId };
      },
    },
    stream,
  );
}

const OWN_FILE = /^(?:app|errors)\.\d+\.log$/;

/** Who reads what, and when, is the owner's alone: also in files of earlier starts, and in a folder of our files only. */
async function keepPrivate(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const entries = await readdir(dir, { withFileTypes: true });
  const own = entries.filter((entry) => entry.isFile() && OWN_FILE.test(entry.name));
  const changes = own.map(({ name }) => chmod(join(dir, name), 0o600));
  // `/var/log` belongs to others too.
  if (own.length === entries.length) changes.push(chmod(dir, 0o700));
  // Whoever may write here, and is not the owner, cannot: that is the owner's to say.
  await Promise.allSettled(changes);
}

function rolling(file: string): Promise<pino.DestinationStream> {
  return buildRoll({ file, size: '10m', limit: { count: 10 }, mode: 0o600 });
}
