import { type Clock, DAY_MS } from '../base/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { randomToken } from '../platform/signed-token.ts';
import { deleteDevicesBeyond, findDevice, insertDevice, touchDevice } from './known-device-store.ts';

/** A device that was away for longer is one like any other. */
export const DEVICE_LIFETIME_MS = 365 * DAY_MS;
/** So many people may share a browser, */
const TOKENS = 5;
/** and one person have so many browsers; those not seen for longest are forgotten first. */
const DEVICES_PER_USER = 20;

/** The device of a cookie, where somebody signed in on it before as the user of this name. */
export async function knownDevice(
  db: Database,
  clock: Clock,
  { cookie, name }: { readonly cookie: string | null; readonly name: string },
): Promise<number | null> {
  const since = new Date(clock.now().getTime() - DEVICE_LIFETIME_MS);
  return findDevice(db, { tokens: tokensOf(cookie), name, since });
}

/** Knows a device again from now on; answers the new value of its cookie. */
export async function rememberDevice(
  tx: Tx,
  clock: Clock,
  { cookie, userId }: { readonly cookie: string | null; readonly userId: number },
): Promise<string> {
  const tokens = tokensOf(cookie);
  const now = clock.now();
  if (await touchDevice(tx, { tokens, userId, now })) return tokens.join('.');
  // A token of our own making: one that somebody planted in the browser must not become this user's.
  const token = randomToken();
  await insertDevice(tx, { token, userId, now });
  await deleteDevicesBeyond(tx, userId, DEVICES_PER_USER);
  return [token, ...tokens].slice(0, TOKENS).join('.');
}

/** A browser has one token for each of its people, newest first. */
function tokensOf(cookie: string | null): readonly string[] {
  const tokens = (cookie ?? '').split('.', TOKENS + 1);
  return tokens.length <= TOKENS && tokens.every((token) => /^[\w-]{43}$/.test(token)) ? tokens : [];
}
