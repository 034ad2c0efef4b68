import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { LIVE_KINDS, type LiveKind } from '../base/live-kinds.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';

/** Something changed; whoever shows it asks again. */
export interface LiveChange {
  readonly kind: LiveKind;
  readonly ids: readonly number[];
}

export interface LiveEvent {
  readonly id: number;
  readonly kind: LiveKind | 'reset';
  readonly ids: readonly number[];
}

/** Keeps one event below a kilobyte; more ids become none, which means any. */
const MAX_IDS = 60;
const CHANNEL = 'mamcrawler_live';
const REMEMBERED = 1000;

const Payload = z.object({ id: z.number(), kind: z.enum(LIVE_KINDS), ids: z.array(z.number()) });

/** Tells every process, when the transaction commits. */
export async function tellChanges(db: Database, changes: readonly LiveChange[]): Promise<void> {
  if (changes.length === 0) return;
  const events = changes.map(({ kind, ids }) => ({ kind, ids: ids.length > MAX_IDS ? [] : ids }));
  await sql`
    select pg_notify(${CHANNEL}, (change || jsonb_build_object('id', nextval('live_event_id')))::text)
    from jsonb_array_elements(${JSON.stringify(events)}::jsonb) as change`.execute(db);
}

export interface LiveEvents extends AsyncDisposable {
  /** Hears every event from now on; answers how to stop. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** What came after the event with this id, or null where that is not remembered. */
  since(id: number): readonly LiveEvent[] | null;
}

/** One LISTEN connection for the whole process; while it is broken nothing is heard, so a `reset` follows. */
export async function listenForChanges(connection: pg.ClientConfig, log: Log): Promise<LiveEvents> {
  const listeners = new Set<(event: LiveEvent) => void>();
  const remembered: LiveEvent[] = [];
  const stopping = new AbortController();
  let client: pg.Client | null = null;

  function publish(event: LiveEvent): void {
    if (event.kind === 'reset') remembered.length = 0;
    else {
      remembered.push(event);
      if (remembered.length > REMEMBERED) remembered.shift();
    }
    for (const listener of listeners) listener(event);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, application_name: 'mamcrawler live', keepAlive: true });
    next.on('notification', ({ payload }) => {
      const parsed = Payload.safeParse(JSON.parse(payload ?? 'null'));
      if (parsed.success) publish(parsed.data);
    });
    next.on('error', () => {});
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      stopping.signal.throwIfAborted();
    } catch (error) {
      void next.end().catch(() => {});
      throw error;
    }
    client = next;
    // Only now: one that never came to listen has its reconnecting already.
    next.on('end', () => {
      client = null;
      if (!stopping.signal.aborted) void reconnect();
    });
  }

  async function reconnect(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      try {
        await wait(Math.min(5000, 200 * 2 ** tries), undefined, { signal: stopping.signal });
        await connect();
        publish({ id: 0, kind: 'reset', ids: [] });
        return;
      } catch (error) {
        if (!stopping.signal.aborted) log.debug({ err: error }, 'live events: no connection yet');
      }
    }
  }

  await connect();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(id) {
      const place = remembered.findIndex((event) => event.id === id);
      return place === -1 ? null : remembered.slice(place + 1);
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      listeners.clear();
      await client?.end();
    },
  };
}
