import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { me } from '../../src/contract/access.ts';
import { type LiveState, openLiveConnection } from './live-connection.ts';
import { staleAfter } from './live-queries.ts';
import { createRefresher, refreshAll } from './refresh-answers.ts';

/** Listens to what changes on the server and asks the answers concerned again; not while the tab is hidden. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    const refresher = createRefresher(client);
    const connection = openLiveConnection({
      onState: setState,
      onEvent: (event) =>
        event.kind === 'reset' ? refreshAll(client) : refresher.refresh(staleAfter(event)),
      onOpen: () => refreshAll(client),
      onRefused: () => void client.invalidateQueries({ queryKey: [me.name] }),
    });
    return () => {
      connection.close();
      refresher.stop();
    };
  }, [client]);

  return state;
}
