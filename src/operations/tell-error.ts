import { createHash } from 'node:crypto';
import { describeError } from '../platform/describe-error.ts';

/** An unexpected error and where it came up. */
export interface UnexpectedError {
  readonly error: unknown;
  /** `GET /api/books`, `job scan-library`, `audit log`: never a raw path. */
  readonly place: string;
  readonly requestId: string | null;
}

/** The same as it may be kept. */
export interface ToldError {
  readonly fingerprint: Buffer;
  /** The kind of error, with its code where it has one: `TypeError`, `DatabaseError 42P01`. */
  readonly name: string;
  readonly message: string;
  /** At most 8,000 characters. */
  readonly stack: string | null;
  readonly place: string;
}

const MAX_NAME = 100;
const MAX_MESSAGE = 1_000;

/** Without secrets, and with a fingerprint that is the same for every error of this kind from this place. */
export function tellError({ error, place }: Omit<UnexpectedError, 'requestId'>): ToldError {
  const { type, message, stack = null, ...fields } = describeError(error);
  const code = fields['code'];
  const name = (typeof code === 'string' ? `${type} ${code}` : type).slice(0, MAX_NAME);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([name, place, ownFrame(stack)]))
    .digest();
  const storable = (text: string) => text.replaceAll('\0', '').toWellFormed();
  return {
    fingerprint,
    name: storable(name),
    message: storable(message.slice(0, MAX_MESSAGE)),
    stack: stack === null ? null : storable(stack),
    place,
  };
}

/** `src/library/run-scan.ts:41`: the topmost frame in the program's own files. */
function ownFrame(stack: string | null): string | null {
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  for (const frame of frames) {
    if (frame.includes('node_modules')) continue;
    const [, file] = /\/(src\/[\w./-]+\.ts:\d+)/.exec(frame) ?? [];
    if (file !== undefined) return file;
  }
  return null;
}
