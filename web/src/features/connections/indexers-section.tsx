import { Plus } from 'lucide-react';
import { useState } from 'react';
import { listIndexers, removeIndexer, testIndexer } from '../../../../src/contract/indexers.ts';
import { useAction, useEndpoint } from '../../api.ts';
import type { Indexer } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { IndexerDialog } from './indexer-form.tsx';
import { proxyWords } from './proxy-words.ts';

export function IndexersSection() {
  const indexers = useEndpoint(listIndexers, { query: { limit: 200 } });
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title="Indexers"
      lead="Where wanted books are searched for."
      action={
        <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
          Add an indexer
        </Button>
      }
      answer={indexers}
      emptyText="No indexer yet. Add one, and wanted books are searched for there."
      rowKey={(indexer) => indexer.id}
      renderRow={(indexer) => <IndexerRow indexer={indexer} />}
    >
      <IndexerDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </Section>
  );
}

function IndexerRow({ indexer }: { readonly indexer: Indexer }) {
  const test = useAction(testIndexer);
  const removal = useAction(removeIndexer);
  const params = { id: indexer.id };
  return (
    <ConnectionRow
      connection={indexer}
      kind="Torznab"
      note={`${indexer.has_api_key ? 'API key saved' : 'no API key'} · ${proxyWords(indexer.proxy)}`}
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
        warning: 'It is no longer searched. What it found stays in the searches.',
      }}
      renderEdit={(edit) => <IndexerDialog indexer={indexer} {...edit} />}
    />
  );
}
