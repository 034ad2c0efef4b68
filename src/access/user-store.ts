import { textKey } from '../base/text.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { Role } from './actor.ts';

export interface User {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
}

export async function insertUser(
  tx: Tx,
  user: { readonly name: string; readonly passwordHash: string; readonly role: Role },
): Promise<User> {
  return tx
    .insertInto('app_user')
    .values({
      name: user.name,
      name_key: nameKey(user.name),
      password_hash: user.passwordHash,
      role: user.role,
    })
    .returning(['id', 'name', 'role'])
    .executeTakeFirstOrThrow();
}

export async function findUserByName(
  db: Database,
  name: string,
): Promise<(User & { readonly passwordHash: string }) | null> {
  const row = await db
    .selectFrom('app_user')
    .select(['id', 'name', 'role', 'password_hash as passwordHash'])
    .where('name_key', '=', nameKey(name))
    .executeTakeFirst();
  return row ?? null;
}

export async function hasAdministrator(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('app_user')
    .select('id')
    .where('role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function nameKey(name: string): string {
  return textKey(name) || name.trim().toLowerCase();
}
