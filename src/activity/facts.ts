import type { z } from 'zod';
import type { Tx } from '../platform/database.ts';
import { currentRequestId } from '../platform/trace.ts';
import { insertFact } from './fact-store.ts';
import { type LiveChange, tellChanges } from './live-events.ts';

/** A kind of thing that happens, named in the past tense. */
export interface FactKind<Payload extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Payload;
  /** The same for a person; kept as it was said. */
  sentence(payload: z.output<Payload>): string;
  about(payload: z.output<Payload>): FactSubjects;
  /** What open pages must ask for again. */
  changes(payload: z.output<Payload>): readonly LiveChange[];
}

export interface FactSubjects {
  readonly wantedId?: number | null;
  readonly bookId?: number | null;
  readonly libraryId?: number | null;
}

export function factKind<Payload extends z.ZodType>(
  kind: Pick<FactKind<Payload>, 'name' | 'payload' | 'sentence'> & Partial<FactKind<Payload>>,
): FactKind<Payload> {
  return { about: () => ({}), changes: () => [], ...kind };
}

/** Writes a fact into the history, tells the open pages and sends the jobs that follow: all in the caller's transaction. */
export type Announce = <Payload extends z.ZodType>(
  tx: Tx,
  kind: FactKind<Payload>,
  payload: z.input<Payload>,
) => Promise<void>;

/** What follows a fact; it runs in the transaction of the fact and should only send a job. */
export interface Reaction {
  readonly fact: string;
  react(tx: Tx, payload: unknown): Promise<void>;
}

export function on<Payload extends z.ZodType>(
  kind: FactKind<Payload>,
  react: (tx: Tx, payload: z.output<Payload>) => Promise<void>,
): Reaction {
  return { fact: kind.name, react: (tx, payload) => react(tx, kind.payload.parse(payload)) };
}

export function createAnnounce(reactions: readonly Reaction[]): Announce {
  return async (tx, kind, given) => {
    const payload = kind.payload.parse(given);
    const { wantedId = null, bookId = null, libraryId = null } = kind.about(payload);
    const id = await insertFact(tx, {
      kind: kind.name,
      sentence: kind.sentence(payload),
      payload,
      wanted_id: wantedId,
      book_id: bookId,
      library_id: libraryId,
      request_id: currentRequestId(),
    });
    await tellChanges(tx, [...kind.changes(payload), { kind: 'history', ids: [id] }]);
    for (const reaction of reactions) {
      if (reaction.fact === kind.name) await reaction.react(tx, payload);
    }
  };
}
