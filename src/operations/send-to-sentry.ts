import type { Event, StackParser } from '@sentry/core';
import type { Log } from '../platform/log.ts';
import type { Outbound } from '../platform/outbound.ts';
import type { ToldError } from './tell-error.ts';

/** Sends unexpected errors, already without secrets, to whom `SENTRY_DSN` names. */
export interface SentrySender extends AsyncDisposable {
  /** Returns at once and never throws. */
  send(told: ToldError, requestId: string | null): void;
}

interface Needs {
  readonly dsn: string;
  readonly outbound: Outbound;
  readonly version: string;
  /** The tracker's preset would be production. */
  readonly environment: string;
  readonly log: Log;
  /** One error that comes again and again is sent this seldom. */
  readonly everyMs?: number;
}

const FLUSH_MS = 2_000;
const REQUEST_MS = 5_000;
/** Of envelopes under way; what comes on top is dropped. */
const QUEUE = 30;
const MAX_REMEMBERED = 500;

export async function connectSentry({
  dsn,
  outbound,
  version,
  environment,
  log,
  everyMs = 60_000,
}: Needs): Promise<SentrySender> {
  // Only those who send errors pay for it with their memory.
  const { createStackParser, createTransport } = await import('@sentry/core');
  const { nodeStackLineParser, ServerRuntimeClient } = await import('@sentry/core/server');
  const stackParser = createStackParser(nodeStackLineParser());
  const sentAt = new Map<string, number>();
  let isFailing = false;

  async function post(url: string, headers: Readonly<Record<string, string>>, body: string | Uint8Array) {
    try {
      const reply = await outbound.request({
        url,
        configured: [url],
        method: 'POST',
        headers: { 'content-type': 'application/x-sentry-envelope', ...headers },
        body,
        timeoutMs: REQUEST_MS,
      });
      await reply.bytes();
      if (reply.status >= 400 && !isFailing)
        log.warn({ status: reply.status }, 'the error tracker of SENTRY_DSN does not take what is sent');
      isFailing = reply.status >= 400;
      return {
        statusCode: reply.status,
        headers: {
          'x-sentry-rate-limits': reply.header('x-sentry-rate-limits'),
          'retry-after': reply.header('retry-after'),
        },
      };
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'the error tracker of SENTRY_DSN cannot be reached');
      isFailing = true;
      throw error;
    }
  }

  const client = new ServerRuntimeClient({
    dsn,
    release: `mamcrawler@${version}`,
    environment,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [],
    traceLifecycle: 'static',
    sendClientReports: false,
    stackParser,
    transport: (options) =>
      createTransport({ ...options, bufferSize: QUEUE }, ({ body }) =>
        post(options.url, options.headers ?? {}, body),
      ),
  });

  function isDue(key: string): boolean {
    const now = performance.now();
    const last = sentAt.get(key);
    if (last !== undefined && now - last < everyMs) return false;
    sentAt.delete(key);
    sentAt.set(key, now);
    const [oldest] = sentAt.keys();
    if (sentAt.size > MAX_REMEMBERED && oldest !== undefined) sentAt.delete(oldest);
    return true;
  }

  return {
    send(told, requestId) {
      const fingerprint = told.fingerprint.toString('hex');
      if (isDue(fingerprint)) client.captureEvent(eventOf(told, requestId, fingerprint, stackParser));
    },
    async [Symbol.asyncDispose]() {
      await client.close(FLUSH_MS);
    },
  };
}

function eventOf(
  { name, message, stack, place }: ToldError,
  requestId: string | null,
  fingerprint: string,
  parse: StackParser,
): Event {
  const frames = stack === null ? [] : parse(stack);
  return {
    level: 'error',
    transaction: place,
    fingerprint: [fingerprint],
    tags: { place, ...(requestId === null ? {} : { request_id: requestId }) },
    exception: {
      values: [{ type: name, value: message, ...(frames.length === 0 ? {} : { stacktrace: { frames } }) }],
    },
  };
}
