import type { Database } from '../platform/database.ts';
import { forgetFailures } from './sign-in-failure-store.ts';
import { readUser } from './user-store.ts';

/** Forgets the failed sign-ins of a user. Throws NotFound. */
export async function unlockUser({ db }: { readonly db: Database }, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name } = await readUser(tx, id);
    await forgetFailures(tx, name);
  });
}
