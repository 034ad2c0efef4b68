import type { Role } from '../../../../src/base/roles.ts';
import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import type { addUser, changeUser } from '../../../../src/contract/users.ts';
import type { User } from '../../things.ts';

/** The form of a user, as text. */
export interface UserDraft {
  readonly name: string;
  readonly role: Role;
  readonly email: string;
  /** Empty: none, or the one that is there. */
  readonly password: string;
  readonly enabled: boolean;
}

export function draftOf(user: User | undefined): UserDraft {
  return {
    name: user?.name ?? '',
    role: user?.role ?? 'member',
    email: user?.email ?? '',
    password: '',
    enabled: user?.enabled ?? true,
  };
}

export function newUserOf({ name, role, email, password }: UserDraft): BodyInput<typeof addUser> {
  return {
    name,
    role,
    ...(email.trim() === '' ? {} : { email: email.trim() }),
    ...(password === '' ? {} : { password }),
  };
}

/** What differs from the saved user; an emptied e-mail address is taken away. */
export function changesOf(user: User, draft: UserDraft): BodyInput<typeof changeUser> {
  const saved = draftOf(user);
  const email = draft.email.trim();
  return {
    ...(draft.name === saved.name ? {} : { name: draft.name }),
    ...(draft.role === saved.role ? {} : { role: draft.role }),
    ...(email === saved.email ? {} : { email: email === '' ? null : email }),
    ...(draft.password === '' ? {} : { password: draft.password }),
    ...(draft.enabled === saved.enabled ? {} : { enabled: draft.enabled }),
  };
}
