import { Conflict } from '../../base/errors.ts';
import type { Backup } from './backup.ts';

/** Throws Conflict for a backup that is being made or failed: there is no file of it. */
export function refuseUnfinished({ name, state }: Pick<Backup, 'name' | 'state'>): void {
  if (state === 'running') throw new Conflict(`${name} is still being made. Try again when it has ended.`);
  if (state === 'failed')
    throw new Conflict(`${name} failed: there is no file of it. Take another one, or make one.`);
}
