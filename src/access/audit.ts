import type { Database } from '../platform/database.ts';
import { currentRequestId } from '../platform/trace.ts';
import { type Actor, userIdOf } from './actor.ts';
import { insertAuditEntry } from './audit-store.ts';

/** Something that was done, or that somebody tried to do. */
export interface AuditNote {
  /** The name of the endpoint, or of what the program did by itself. */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly actor: Actor | { readonly kind: 'program' };
  readonly address: string | null;
  /** What it was done to, such as `indexers/3`. */
  readonly subject: string | null;
  /** Names, never values that somebody gave. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes into the audit log, with the request on whose behalf the code runs. */
export async function recordAudit(db: Database, { actor, detail = {}, ...note }: AuditNote): Promise<void> {
  await insertAuditEntry(db, {
    ...note,
    detail,
    actor_kind: actor.kind,
    actor_name: actor.kind === 'user' || actor.kind === 'api_key' ? actor.name : actor.kind,
    user_id: actor.kind === 'program' ? null : userIdOf(actor),
    api_key_id: actor.kind === 'api_key' ? actor.keyId : null,
    request_id: currentRequestId(),
  });
}
