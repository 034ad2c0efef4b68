import type { Role } from '../../../../src/base/roles.ts';

interface RoleWords {
  readonly name: string;
  /** After the name of somebody who has it. */
  readonly may: string;
}

/** The roles for people: their names, and what each may do. */
export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  administrator: {
    name: 'Administrator',
    may: 'May do everything: settings, users, imports, choosing releases.',
  },
  member: {
    name: 'Member',
    may: 'May see the library and want books; stops and searches their own wants only.',
  },
  viewer: { name: 'Viewer', may: 'May see the library and what is wanted, and changes nothing.' },
};

export const ROLE_CHOICES = (['viewer', 'member', 'administrator'] as const).map((role) => ({
  value: role,
  label: ROLE_WORDS[role].name,
}));
