/** On whose behalf something is done. */
export type Actor =
  | {
      readonly kind: 'user';
      readonly userId: number;
      readonly name: string;
      readonly role: Role;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'api_key'; readonly keyId: number; readonly role: Role }
  | { readonly kind: 'nobody' };

export type Role = 'administrator' | 'member' | 'viewer';

/** The user to whom what is done is put down; a key of the program has none. */
export function userIdOf(actor: Actor): number | null {
  return actor.kind === 'user' ? actor.userId : null;
}
