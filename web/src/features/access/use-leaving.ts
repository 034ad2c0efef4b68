import { type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { signOut } from '../../../../src/contract/access.ts';
import type { endSessions } from '../../../../src/contract/account.ts';
import { useAction } from '../../api.ts';
import { paths } from '../../paths.ts';

interface Leaving extends Pick<UseMutationResult, 'isPending' | 'error'> {
  readonly leave: (onError?: (error: Error) => void) => void;
}

/** Ends this session, or all of them, and forgets every answer that belonged to it. */
export function useLeaving(way: typeof signOut | typeof endSessions): Leaving {
  // Nothing is asked again on behalf of somebody who has just left.
  const { mutate, isPending, error } = useAction(way, { refreshes: false });
  const client = useQueryClient();
  const navigate = useNavigate();

  async function forgetAll(): Promise<void> {
    await navigate(paths.signIn());
    client.clear();
  }

  return {
    isPending,
    error,
    leave: (onError) => mutate({}, { onSuccess: forgetAll, ...(onError === undefined ? {} : { onError }) }),
  };
}
