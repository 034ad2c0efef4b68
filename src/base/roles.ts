export const ROLES = ['administrator', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may do at most, whatever its user may: from the least, each more than the one before. */
export const KEY_SCOPES = ['read', 'member', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

const WIDEST: Readonly<Record<Role, KeyScope>> = { viewer: 'read', member: 'member', administrator: 'admin' };

/** The scopes by which a key could do no more than a user of this role, from the least. */
export function scopesFor(role: Role): readonly KeyScope[] {
  return scopesUpTo(WIDEST[role]);
}

export function scopesUpTo(scope: KeyScope): readonly KeyScope[] {
  return KEY_SCOPES.slice(0, KEY_SCOPES.indexOf(scope) + 1);
}
