import { type Actor, userIdOf } from '../access/actor.ts';
import { may } from '../access/permissions.ts';
import { Forbidden } from '../base/errors.ts';
import type { WantedBook } from './wanted-store.ts';

type Want = Pick<WantedBook, 'requested_by' | 'requested_by_name'>;

/** Throws Forbidden for a want of somebody else, unless it is an administrator who asks. */
export function refuseForeignWant(actor: Actor, { requested_by, requested_by_name }: Want): void {
  if (may(actor, 'wanted.edit_any')) return;
  if (requested_by !== null && requested_by === userIdOf(actor)) return;
  throw new Forbidden(
    `This book was wanted by ${requested_by_name ?? 'somebody else'}: only they or an administrator can change that.`,
    { needs: 'wanted.edit_any' },
  );
}
