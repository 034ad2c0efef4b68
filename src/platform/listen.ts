import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './log.ts';

/** The one connection of a process on which it hears what others tell it by NOTIFY. */
export interface Listener extends AsyncDisposable {
  /** False while the connection is broken: then nothing is heard, and nobody says what was missed. */
  readonly isListening: boolean;
  /** Hears a channel from now on; resolves when nothing that is told later can be missed. */
  on(channel: string, handler: (payload: string) => void): Promise<void>;
  onLost(handler: () => void): void;
  /** Called when everything is heard again. */
  onBack(handler: () => void): void;
}

const PATIENCE_MS = 10_000;

/** Connects, and connects again, ever more slowly, whenever the connection breaks. */
export async function listen(connection: pg.ClientConfig, log: Log): Promise<Listener> {
  const channels = new Map<string, ((payload: string) => void)[]>();
  const lost: (() => void)[] = [];
  const back: (() => void)[] = [];
  const stopping = new AbortController();
  let client: pg.Client | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionTimeoutMillis: PATIENCE_MS,
      ...connection,
      application_name: 'mamcrawler live',
      keepAlive: true,
    });
    next.on('notification', ({ channel, payload = '' }) => {
      for (const handler of channels.get(channel) ?? []) handler(payload);
    });
    next.on('error', () => {});
    try {
      await next.connect();
      for (const channel of channels.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      stopping.signal.throwIfAborted();
    } catch (error) {
      void next.end().catch(() => {});
      throw error;
    }
    client = next;
    // Only now: one that never came to listen has its reconnecting already.
    next.on('end', () => {
      client = null;
      for (const handler of lost) handler();
      if (!stopping.signal.aborted) void reconnect();
    });
  }

  async function reconnect(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      try {
        await wait(Math.min(5000, 200 * 2 ** tries), undefined, { signal: stopping.signal });
        await connect();
        for (const handler of back) handler();
        return;
      } catch (error) {
        if (!stopping.signal.aborted) log.debug({ err: error }, 'listening: no connection yet');
      }
    }
  }

  await connect();
  return {
    get isListening() {
      return client !== null;
    },
    async on(channel, handler) {
      const handlers = channels.get(channel);
      channels.set(channel, [...(handlers ?? []), handler]);
      // Without a connection now, the next one begins with it.
      if (handlers === undefined) await client?.query(`listen ${pg.escapeIdentifier(channel)}`);
    },
    onLost: (handler) => void lost.push(handler),
    onBack: (handler) => void back.push(handler),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      channels.clear();
      await client?.end();
    },
  };
}
