import type { KeyScope, Role } from '../base/roles.ts';

/** On whose behalf something is done. */
export type Actor = UserActor | KeyActor | { readonly kind: 'nobody' };

export interface UserActor {
  readonly kind: 'user';
  readonly userId: number;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: number;
  readonly expiresAt: Date;
}

export interface KeyActor {
  readonly kind: 'api_key';
  readonly keyId: number;
  /** Of the key. */
  readonly name: string;
  /** Null: a key of the program itself, from the environment or the first start. */
  readonly userId: number | null;
  /** Of the user; a key of the program is an administrator's. */
  readonly role: Role;
  readonly scope: KeyScope;
  /** Null: never. */
  readonly expiresAt: Date | null;
}

/** The user to whom what is done is put down; a key of the program has none. */
export function userIdOf(actor: Actor): number | null {
  return actor.kind === 'nobody' ? null : actor.userId;
}
