import { sql } from 'kysely';
import { z } from 'zod';
import { LIVE_KINDS, type LiveKind } from '../base/live-kinds.ts';
import type { Database } from '../platform/database.ts';
import type { Listener } from '../platform/listen.ts';

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

export interface LiveEvents {
  /** Hears every event from now on; answers how to stop. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** What came after the event with this id, or null where that is not remembered. */
  since(id: number): readonly LiveEvent[] | null;
}

/** Passes on what the process hears; while its connection is broken nothing is heard, so a `reset` follows. */
export async function listenForChanges(listener: Listener): Promise<LiveEvents> {
  const listeners = new Set<(event: LiveEvent) => void>();
  const remembered: LiveEvent[] = [];

  function publish(event: LiveEvent): void {
    if (event.kind === 'reset') remembered.length = 0;
    else {
      remembered.push(event);
      if (remembered.length > REMEMBERED) remembered.shift();
    }
    for (const each of listeners) each(event);
  }

  listener.onBack(() => publish({ id: 0, kind: 'reset', ids: [] }));
  await listener.on(CHANNEL, (payload) => {
    const parsed = Payload.safeParse(JSON.parse(payload || 'null'));
    if (parsed.success) publish(parsed.data);
  });
  return {
    subscribe(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    since(id) {
      const place = remembered.findIndex((event) => event.id === id);
      return place === -1 ? null : remembered.slice(place + 1);
    },
  };
}
