import type { Role } from '../base/roles.ts';
import type { Database } from '../platform/database.ts';
import type { Passwords } from './password.ts';
import { insertUser } from './user-store.ts';

export interface UserInput {
  readonly name: string;
  readonly role: Role;
  /** Null: the user comes by OpenID Connect alone. */
  readonly password: string | null;
  readonly email: string | null;
}

/** Answers the id. Throws Conflict where the name or the e-mail address is taken. */
export async function addUser(
  { db, passwords }: { readonly db: Database; readonly passwords: Passwords },
  { name, role, password, email }: UserInput,
): Promise<number> {
  const passwordHash = password === null ? null : await passwords.hash(password);
  const { id } = await db.transaction().execute((tx) => insertUser(tx, { name, passwordHash, role, email }));
  return id;
}
