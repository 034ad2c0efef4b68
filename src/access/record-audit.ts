import type { NotedAction } from '../base/audit-actions.ts';
import type { Database } from '../platform/database.ts';
import { currentRequestId } from '../platform/trace.ts';
import { type Actor, userIdOf } from './actor.ts';
import { type AuditRow, insertAuditEntry } from './audit-store.ts';

/** Something that was done, or that somebody tried to do. */
export interface AuditNote {
  readonly action: NotedAction;
  readonly outcome: 'done' | 'refused';
  readonly actor: Actor | { readonly kind: 'program' };
  readonly address: string | null;
  /** What it was done to, such as `indexers/3`. */
  readonly subject: string | null;
  /** Names, never values that somebody gave. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What an endpoint was asked to do, by its name. */
export type EndpointNote = Omit<AuditNote, 'action'> & { readonly action: string };

/** Writes into the audit log what a use case notes itself, with the request on whose behalf the code runs. */
export async function recordAudit(db: Database, note: AuditNote): Promise<void> {
  await insertAuditEntry(db, rowOf(note));
}

/** The same for what the program did by itself, at a start or by a command of the server's own. */
export function recordOwn(
  db: Database,
  action: NotedAction,
  about: Partial<Pick<AuditNote, 'subject' | 'detail'>> = {},
): Promise<void> {
  const who = { actor: { kind: 'program' }, address: null } as const;
  return recordAudit(db, { action, outcome: 'done', ...who, subject: null, ...about });
}

/** The same for what the door notes. */
export async function recordEndpoint(db: Database, note: EndpointNote): Promise<void> {
  await insertAuditEntry(db, rowOf(note));
}

export function rowOf({ actor, detail = {}, ...note }: EndpointNote): Omit<AuditRow, 'id' | 'at'> {
  return {
    ...note,
    detail,
    actor_kind: actor.kind,
    actor_name: actor.kind === 'user' || actor.kind === 'api_key' ? actor.name : actor.kind,
    user_id: actor.kind === 'program' ? null : userIdOf(actor),
    api_key_id: actor.kind === 'api_key' ? actor.keyId : null,
    request_id: currentRequestId(),
  };
}
