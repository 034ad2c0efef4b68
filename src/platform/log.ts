import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import pretty from 'pino-pretty';
import buildRoll from 'pino-roll';
import type { LogLevel } from './config.ts';
import { currentRequestId } from './trace.ts';

export type Log = pino.Logger;

export interface LogOptions {
  readonly level: LogLevel;
  /** Of the lines that a terminal shows. */
  readonly terminalLevel: LogLevel;
  /** Where `app.log` and `errors.log` go; null for none. */
  readonly dir: string | null;
}

const REDACTED = ['password', 'api_key', 'apiKey', 'token', 'cookie', 'authorization', 'headers'];

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
  } else add(pino.destination({ dest: 1, sync: true }), level);
  if (dir !== null) {
    await mkdir(dir, { recursive: true });
    add(await rolling(join(dir, 'app.log')), level);
    add(await rolling(join(dir, 'errors.log')), 'error');
  }
  return pino(
    {
      level,
      base: {},
      name: 'mamcrawler',
      messageKey: 'message',
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === null ? {} : { request_id: requestId };
      },
    },
    pino.multistream(streams),
  );
}

function rolling(file: string): Promise<pino.DestinationStream> {
  return buildRoll({ file, size: '10m', limit: { count: 10 }, mkdir: true });
}
