import { sql } from 'kysely';
import { Conflict, NotFound } from '../base/errors.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import type { Role } from '../base/roles.ts';
import { textKey } from '../base/text.ts';
import type { Database, Tx } from '../platform/database.ts';
import { USERS_LOCK } from '../platform/lock-numbers.ts';
import { withTotal } from '../platform/page-by-id.ts';

export interface User {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
}

/** A user as sign-in needs them. */
export interface UserWithPassword extends User {
  /** Null: comes by OpenID Connect alone. */
  readonly passwordHash: string | null;
  readonly enabled: boolean;
}

/** A user as administrators see them. */
export interface UserRecord extends User {
  readonly email: string | null;
  readonly enabled: boolean;
  readonly has_password: boolean;
  readonly has_oidc: boolean;
  readonly created_at: Date;
  readonly signed_in_at: Date | null;
}

export interface NewUser {
  readonly name: string;
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly email?: string | null;
}

export type UserChanges = Partial<NewUser & { readonly enabled: boolean }>;

/** Whoever makes or changes users takes turns: names stay unique, and an administrator stays. */
export async function lockUsers(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${USERS_LOCK})`.execute(tx);
}

/** Throws Conflict where the name or the e-mail address is taken. */
export async function insertUser(tx: Tx, user: NewUser): Promise<User> {
  await lockUsers(tx);
  await refuseTaken(tx, user, null);
  return tx
    .insertInto('app_user')
    .values({
      name: user.name,
      name_key: nameKey(user.name),
      password_hash: user.passwordHash,
      role: user.role,
      email: user.email ?? null,
    })
    .returning(['id', 'name', 'role'])
    .executeTakeFirstOrThrow();
}

/** Throws Conflict as `insertUser` does. The caller holds `lockUsers`. */
export async function updateUser(tx: Tx, id: number, changes: UserChanges): Promise<void> {
  await refuseTaken(tx, changes, id);
  const { name, passwordHash, ...rest } = changes;
  const values = {
    ...rest,
    ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
    ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
  };
  if (Object.keys(values).length === 0) return;
  await tx.updateTable('app_user').set(values).where('id', '=', id).execute();
}

export async function noteSignIn(tx: Tx, userId: number, at: Date): Promise<void> {
  await tx.updateTable('app_user').set({ signed_in_at: at }).where('id', '=', userId).execute();
}

/** With them go their sessions, keys, known devices and identities; what they wanted stays. */
export async function deleteUser(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('app_user').where('id', '=', id).execute();
}

export async function findUserByName(db: Database, name: string): Promise<UserWithPassword | null> {
  return (await selectWithPassword(db).where('name_key', '=', nameKey(name)).executeTakeFirst()) ?? null;
}

export async function findUserByEmail(db: Database, email: string): Promise<UserWithPassword | null> {
  const row = await selectWithPassword(db)
    .where(({ fn }) => fn<string>('lower', ['email']), '=', email.toLowerCase())
    .executeTakeFirst();
  return row ?? null;
}

export async function findUserById(db: Database, id: number): Promise<UserWithPassword | null> {
  return (await selectWithPassword(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function hasAdministrator(db: Database): Promise<boolean> {
  return (await countAdministrators(db, null)).all > 0;
}

/** Administrators who may come in, but for one; and those of them who need no provider for it. */
export async function countAdministrators(
  db: Database,
  but: number | null,
): Promise<{ readonly all: number; readonly withPassword: number }> {
  let query = db
    .selectFrom('app_user')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.count<number>('password_hash').as('withPassword'),
    ])
    .where('role', '=', 'administrator')
    .where('enabled', '=', true);
  if (but !== null) query = query.where('id', '!=', but);
  return query.executeTakeFirstOrThrow();
}

/** Throws NotFound. */
export async function readUser(db: Database, id: number): Promise<UserRecord> {
  const user = await select(db).where('id', '=', id).executeTakeFirst();
  if (user === undefined) throw new NotFound(`There is no user ${id}.`);
  return user;
}

export async function listUsers(db: Database, page: PageRequest): Promise<Page<UserRecord>> {
  let query = select(db)
    .select('name_key')
    .orderBy(sql`name_key collate "C"`)
    .limit(page.limit + 1);
  if (page.cursor !== undefined) {
    const [after] = decodeCursor(page.cursor, ['string']);
    query = query.where(sql<boolean>`name_key collate "C" > ${after}`);
  }
  const found = toPage(await query.execute(), page.limit, ({ name_key }) => [name_key]);
  return await withTotal(found, page, db.selectFrom('app_user'));
}

/** By what two names are the same. */
export function nameKey(name: string): string {
  return textKey(name) || name.trim().toLowerCase();
}

async function refuseTaken(
  tx: Tx,
  { name, email }: { readonly name?: string; readonly email?: string | null },
  self: number | null,
): Promise<void> {
  const named = name === undefined ? null : await findUserByName(tx, name);
  if (named !== null && named.id !== self)
    throw new Conflict(`There is a user named ${named.name} already: choose another name.`);
  const addressed = email === undefined || email === null ? null : await findUserByEmail(tx, email);
  if (addressed !== null && addressed.id !== self)
    throw new Conflict(`${addressed.name} has this e-mail address already: each belongs to one user.`);
}

function selectWithPassword(db: Database) {
  return db.selectFrom('app_user').select(['id', 'name', 'role', 'password_hash as passwordHash', 'enabled']);
}

function select(db: Database) {
  return db
    .selectFrom('app_user')
    .select(['id', 'name', 'role', 'email', 'enabled', 'created_at', 'signed_in_at'])
    .select([
      sql<boolean>`password_hash is not null`.as('has_password'),
      sql<boolean>`exists (select from user_identity where user_id = app_user.id)`.as('has_oidc'),
    ]);
}
