import type { Database, Tx } from '../platform/database.ts';
import { hashToken } from '../platform/signed-token.ts';
import { lastSeen } from './last-seen.ts';
import { nameKey } from './user-store.ts';

/** Asked also where there is no such user, so that the time tells nothing. */
export async function findDevice(
  db: Database,
  {
    tokens,
    name,
    since,
  }: { readonly tokens: readonly string[]; readonly name: string; readonly since: Date },
): Promise<number | null> {
  if (tokens.length === 0) return null;
  const row = await db
    .selectFrom('known_device')
    .innerJoin('app_user', 'app_user.id', 'known_device.user_id')
    .select('known_device.id')
    .where('known_device.token_hash', 'in', tokens.map(hashToken))
    .where('known_device.seen_at', '>', since)
    .where('app_user.name_key', '=', nameKey(name))
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Notes that a device of this user was seen; false where none of the tokens is one. */
export async function touchDevice(
  tx: Tx,
  {
    tokens,
    userId,
    now,
  }: { readonly tokens: readonly string[]; readonly userId: number; readonly now: Date },
): Promise<boolean> {
  if (tokens.length === 0) return false;
  const touched = await tx
    .updateTable('known_device')
    .set({ seen_at: now })
    .where('token_hash', 'in', tokens.map(hashToken))
    .where('user_id', '=', userId)
    .returning('id')
    .execute();
  return touched.length > 0;
}

export async function insertDevice(
  tx: Tx,
  { token, userId, now }: { readonly token: string; readonly userId: number; readonly now: Date },
): Promise<void> {
  await tx
    .insertInto('known_device')
    .values({ token_hash: hashToken(token), user_id: userId, seen_at: now })
    .execute();
}

/** Keeps the devices of a user that were seen last. */
export async function deleteDevicesBeyond(tx: Tx, userId: number, kept: number): Promise<void> {
  await tx
    .deleteFrom('known_device')
    .where('user_id', '=', userId)
    .where('id', 'not in', lastSeen(tx, 'known_device', userId, kept))
    .execute();
}

/** Forgets all browsers of a user: after a change of the password each is one like any other. */
export async function forgetDevices(tx: Tx, userId: number): Promise<void> {
  await tx.deleteFrom('known_device').where('user_id', '=', userId).execute();
}

export async function deleteDevicesNotSeenSince(db: Database, at: Date): Promise<void> {
  await db.deleteFrom('known_device').where('seen_at', '<=', at).execute();
}
