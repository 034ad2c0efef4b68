import type { ChangeSet } from '../../things.ts';

/** Who made a change set, as people say it. */
export function whoWords({ kind, user }: Pick<ChangeSet, 'kind' | 'user'>): string {
  if (kind === 'scan') return 'A scan';
  return user === null ? 'Somebody' : user.name;
}
