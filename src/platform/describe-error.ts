import pg from 'pg';
import { redactSecrets } from './redact-secrets.ts';

/** An error as it may be written down: without secrets, and without the values of a statement. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
  readonly errors?: readonly DescribedError[];
  readonly [field: string]: unknown;
}

const MAX_DEPTH = 4;
const MAX_MESSAGE = 2_000;
const MAX_STACK = 8_000;

/** Of the errors of Node and PostgreSQL; `detail` and `where` are left out, for they hold values. */
const TOLD_FIELDS = [
  'code',
  'syscall',
  'address',
  'port',
  'hostname',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
];

export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: messageToTell(error) };
  const fields = TOLD_FIELDS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  const deeper = depth < MAX_DEPTH;
  return {
    type: typeOf(error),
    message: messageToTell(error),
    ...Object.fromEntries(fields),
    ...(error.stack === undefined ? {} : { stack: stackToTell(error) }),
    ...(deeper && error.cause !== undefined ? { cause: describeError(error.cause, depth + 1) } : {}),
    ...(deeper && error instanceof AggregateError
      ? { errors: error.errors.slice(0, 5).map((each) => describeError(each, depth + 1)) }
      : {}),
  };
}

/** `TypeError`; of an error without a name of its own that of its class. */
function typeOf(error: Error): string {
  return /^error$/i.test(error.name) ? error.constructor.name : error.name;
}

/** The message without secrets, cut short where it is long. */
export function messageToTell(error: unknown): string {
  if (!(error instanceof Error)) return redactSecrets(String(error)).slice(0, MAX_MESSAGE);
  const message = error instanceof pg.DatabaseError ? withoutValue(error.message) : error.message;
  return redactSecrets(message).slice(0, MAX_MESSAGE);
}

/** `invalid input syntax for type bigint: "…"`: what stands behind the colon was sent by somebody. */
function withoutValue(message: string): string {
  return message.replace(/: ".*"$/s, ': [value]').replace(/(\bvalue )".*?"(?= )/gs, '$1[value]');
}

/** The frames under the message that may be told; the stack begins with the whole one. */
export function stackToTell(error: Error): string {
  const stack = error.stack ?? '';
  const frames = stack.slice(Math.max(0, stack.search(/^\s+at /m)));
  const hasFrames = /^\s+at /m.test(stack);
  const head = `${typeOf(error)}: ${messageToTell(error)}`;
  return (hasFrames ? `${head}\n${redactSecrets(frames)}` : head).slice(0, MAX_STACK);
}
