import type { Permission } from '../../src/base/permissions.ts';
import { me } from '../../src/contract/access.ts';
import type { ReplyOf } from '../../src/contract/endpoint.ts';
import { useEndpoint } from './api.ts';
import type { WantedBook } from './things.ts';

export type Me = ReplyOf<typeof me>;

/** Who is signed in; known to everything inside of the shell. */
export function useMe(): Me | undefined {
  return useEndpoint(me, {}).data;
}

/** Tells what the person who looks may do, so that nothing is offered that the server would refuse. */
export function useMay(): (permission: Permission) => boolean {
  const session = useMe();
  return (permission) => session?.permissions.includes(permission) === true;
}

/** Whether somebody may search and stop this want: their own, or any. */
export function mayChangeWant(
  session: Pick<Me, 'user' | 'permissions'> | undefined,
  wanted: Pick<WantedBook, 'requested_by'>,
): boolean {
  if (session === undefined) return false;
  const { user, permissions } = session;
  if (permissions.includes('wanted.edit_any')) return true;
  return permissions.includes('wanted.edit') && user !== null && wanted.requested_by?.id === user.id;
}
