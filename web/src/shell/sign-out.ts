import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { signOut } from '../../../src/contract/access.ts';
import { useAction } from '../api.ts';
import { sentenceOf } from '../ask.ts';
import { paths } from '../paths.ts';
import { useToast } from '../ui/toasts.tsx';

/** Ends the session and forgets every answer that belonged to it. */
export function useSignOut(): () => void {
  const action = useAction(signOut);
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return () =>
    action.mutate(
      {},
      {
        onSuccess: async () => {
          await navigate(paths.signIn());
          client.clear();
        },
        onError: (error) => toast('bad', sentenceOf(error)),
      },
    );
}
