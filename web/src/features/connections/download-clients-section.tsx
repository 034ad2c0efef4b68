import { Plus } from 'lucide-react';
import { useState } from 'react';
import {
  listDownloadClients,
  removeDownloadClient,
  testDownloadClient,
} from '../../../../src/contract/download-clients.ts';
import { useAction, useEndpoint } from '../../api.ts';
import type { DownloadClient } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { DownloadClientDialog } from './download-client-form.tsx';
import { proxyWords } from './proxy-words.ts';

export function DownloadClientsSection() {
  const clients = useEndpoint(listDownloadClients, { query: { limit: 200 } });
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title="Download clients"
      lead="Who fetches what was found, and goes on seeding it."
      action={
        <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
          Add a download client
        </Button>
      }
      answer={clients}
      emptyText="No download client yet. Add your qBittorrent, and what is found can be fetched."
      rowKey={(client) => client.id}
      renderRow={(client) => <DownloadClientRow client={client} />}
    >
      <DownloadClientDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </Section>
  );
}

function DownloadClientRow({ client }: { readonly client: DownloadClient }) {
  const test = useAction(testDownloadClient);
  const removal = useAction(removeDownloadClient);
  const params = { id: client.id };
  return (
    <ConnectionRow
      connection={client}
      kind="qBittorrent"
      isReadOnly={client.from_environment}
      note={
        <>
          {client.from_environment && (
            <span className="block">
              From the environment: change QB_URL, QB_USERNAME or QB_PASSWORD there and start the program
              again.
            </span>
          )}
          {client.has_password ? 'password saved · ' : 'no password · '}
          category {client.category} · {proxyWords(client.proxy)}
        </>
      }
      test={{
        data: test.data,
        error: test.error,
        isPending: test.isPending,
        run: () => test.mutate({ params }),
      }}
      removal={{
        data: removal.data,
        error: removal.error,
        isPending: removal.isPending,
        run: () => removal.mutate({ params }),
        warning: 'Nothing is handed to it any more. Its torrents are not touched.',
      }}
      renderEdit={(edit) => <DownloadClientDialog client={client} {...edit} />}
    />
  );
}
