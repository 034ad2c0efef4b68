import { useState } from 'react';
import {
  addIndexer,
  changeIndexer,
  testIndexer,
  testUnsavedIndexer,
} from '../../../../src/contract/indexers.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { Indexer } from '../../things.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ConnectionForm, SECRETS_AGAIN } from './connection-form.tsx';
import { howToTest } from './how-to-test.ts';
import { isProxyChanged, keepsSavedProxy, proxyBodyOf, proxyDraftOf } from './proxy-draft.ts';
import { ProxyField } from './proxy-field.tsx';
import { SecretField } from './secret-field.tsx';

interface IndexerDialogProps {
  /** The one to change; without it a new one is added. */
  readonly indexer?: Indexer;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function IndexerDialog({ indexer, isOpen, onClose }: IndexerDialogProps) {
  return (
    <Dialog
      title={indexer === undefined ? 'Add an indexer' : `Change ${indexer.name}`}
      description="Any indexer that speaks Torznab: Prowlarr, Jackett or its own."
      isOpen={isOpen}
      onClose={onClose}
    >
      <IndexerForm {...(indexer === undefined ? {} : { indexer })} onClose={onClose} />
    </Dialog>
  );
}

const FIELDS = ['name', 'url', 'api_key', 'proxy'];

function IndexerForm({ indexer, onClose }: Pick<IndexerDialogProps, 'indexer' | 'onClose'>) {
  const [draft, setDraft] = useState({
    name: indexer?.name ?? '',
    url: indexer?.url ?? '',
    apiKey: '',
    enabled: indexer?.enabled ?? true,
    proxy: proxyDraftOf(indexer?.proxy),
  });
  const add = useAction(addIndexer);
  const change = useAction(changeIndexer);
  const testSaved = useAction(testIndexer);
  const testUnsaved = useAction(testUnsavedIndexer);

  const body = {
    kind: 'torznab' as const,
    name: draft.name,
    url: draft.url,
    enabled: draft.enabled,
    ...(draft.apiKey === '' ? {} : { api_key: draft.apiKey }),
    ...proxyBodyOf(draft.proxy, indexer?.proxy),
  };
  const way = howToTest({
    isSaved: indexer !== undefined,
    isChanged:
      indexer?.url !== draft.url || draft.apiKey !== '' || isProxyChanged(draft.proxy, indexer?.proxy),
    lacksSecret:
      (indexer?.has_api_key === true && draft.apiKey === '') || keepsSavedProxy(draft.proxy, indexer?.proxy),
  });
  const test = way === 'saved' ? testSaved : testUnsaved;
  const save = indexer === undefined ? add : change;

  function runTest(): void {
    if (way === 'saved' && indexer !== undefined) testSaved.mutate({ params: { id: indexer.id } });
    else testUnsaved.mutate({ body });
  }

  function runSave(): void {
    if (indexer === undefined) add.mutate({ body }, { onSuccess: onClose });
    else change.mutate({ params: { id: indexer.id }, body }, { onSuccess: onClose });
  }

  function fault(name: string): string | undefined {
    return faultAt(save.error, name) ?? faultAt(test.error, name);
  }

  return (
    <ConnectionForm
      fieldNames={FIELDS}
      test={{
        data: test.data,
        error: test.error,
        isPending: test.isPending,
        run: runTest,
        obstacle: way === 'impossible' ? SECRETS_AGAIN : null,
      }}
      save={{ error: save.error, isPending: save.isPending, run: runSave }}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={draft.name}
        onValue={(name) => setDraft({ ...draft, name })}
        fault={fault('name')}
        placeholder="Prowlarr"
      />
      <TextField
        label="URL"
        hint="Its Torznab address, with or without /api at the end."
        value={draft.url}
        onValue={(url) => setDraft({ ...draft, url })}
        fault={fault('url')}
        placeholder="http://localhost:9696/1"
        inputMode="url"
        spellCheck={false}
        autoCapitalize="none"
      />
      <SecretField
        label="API key"
        isSaved={indexer?.has_api_key === true}
        value={draft.apiKey}
        onValue={(apiKey) => setDraft({ ...draft, apiKey })}
        fault={fault('api_key')}
      />
      <ProxyField
        draft={draft.proxy}
        onDraft={(proxy) => setDraft({ ...draft, proxy })}
        saved={indexer?.proxy}
        fault={fault('proxy')}
      />
      <CheckboxField
        label="Use it for searches"
        isChecked={draft.enabled}
        onChecked={(enabled) => setDraft({ ...draft, enabled })}
      />
    </ConnectionForm>
  );
}
