import { KEY_SCOPES, type KeyScope, type Role } from '../../../../src/base/roles.ts';

/** The scopes for people: their names, and what a key of each may do. */
export const SCOPE_WORDS: Readonly<Record<KeyScope, { readonly name: string; readonly may: string }>> = {
  read: { name: 'Read', may: 'Looks at the library and at what is wanted. Enough for a dashboard.' },
  member: { name: 'Member', may: 'Also wants books, and searches and stops your own wants.' },
  admin: { name: 'Admin', may: 'Does everything that you may, settings and users too. Guard it well.' },
};

const WIDEST: Readonly<Record<Role, KeyScope>> = { viewer: 'read', member: 'member', administrator: 'admin' };

/** The scopes that are of use to somebody: a key may do no more than its user. */
export function scopesFor(role: Role): readonly KeyScope[] {
  return KEY_SCOPES.slice(0, KEY_SCOPES.indexOf(WIDEST[role]) + 1);
}
