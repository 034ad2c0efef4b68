import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { tryLock } from '../../platform/advisory-lock.ts';
import { connectForArchive } from './archive-client.ts';

/** Whether two addresses lead to one database: then a lock that is held by way of one is taken for the other. */
export async function isSameDatabase(one: pg.ClientConfig, other: pg.ClientConfig): Promise<boolean> {
  const lock = randomInt(2 ** 47);
  await using first = await connectForArchive(one);
  await using second = await connectForArchive(other);
  await tryLock(first, lock);
  return !(await tryLock(second, lock));
}
