import type { KeyScope } from '../../../../src/base/roles.ts';

/** The scopes for people: their names, and what a key of each may do. */
export const SCOPE_WORDS: Readonly<Record<KeyScope, { readonly name: string; readonly may: string }>> = {
  read: { name: 'Read', may: 'Looks at the library and at what is wanted. Enough for a dashboard.' },
  member: { name: 'Member', may: 'Also wants books, and searches and stops your own wants.' },
  admin: { name: 'Admin', may: 'Does everything that you may, settings and users too. Guard it well.' },
};
