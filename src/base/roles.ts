export const ROLES = ['administrator', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may do at most, whatever its user may. */
export const KEY_SCOPES = ['read', 'member', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
