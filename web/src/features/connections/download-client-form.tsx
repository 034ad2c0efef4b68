import { useState } from 'react';
import {
  addDownloadClient,
  changeDownloadClient,
  testDownloadClient,
  testUnsavedDownloadClient,
} from '../../../../src/contract/download-clients.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { DownloadClient } from '../../things.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ConnectionForm, SECRETS_AGAIN } from './connection-form.tsx';
import { type DownloadClientDraft, draftOf, toBody } from './download-client-draft.ts';
import { howToTest } from './how-to-test.ts';
import { PathMappingsField } from './path-mappings-field.tsx';
import { isProxyChanged, keepsSavedProxy } from './proxy-draft.ts';
import { ProxyField } from './proxy-field.tsx';
import { SecretField } from './secret-field.tsx';

interface DownloadClientDialogProps {
  /** The one to change; without it a new one is added. */
  readonly client?: DownloadClient;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function DownloadClientDialog({ client, isOpen, onClose }: DownloadClientDialogProps) {
  return (
    <Dialog
      title={client === undefined ? 'Add a download client' : `Change ${client.name}`}
      description="qBittorrent with its web interface switched on."
      isOpen={isOpen}
      onClose={onClose}
    >
      <DownloadClientForm {...(client === undefined ? {} : { client })} onClose={onClose} />
    </Dialog>
  );
}

const FIELDS = ['name', 'url', 'username', 'password', 'category', 'proxy'];

function DownloadClientForm({ client, onClose }: Pick<DownloadClientDialogProps, 'client' | 'onClose'>) {
  const [draft, setDraft] = useState<DownloadClientDraft>(() => draftOf(client));
  const add = useAction(addDownloadClient);
  const change = useAction(changeDownloadClient);
  const testSaved = useAction(testDownloadClient);
  const testUnsaved = useAction(testUnsavedDownloadClient);

  const saved = draftOf(client);
  const body = toBody(draft, client);
  const way = howToTest({
    isSaved: client !== undefined,
    isChanged:
      draft.url !== saved.url ||
      draft.username !== saved.username ||
      draft.category !== saved.category ||
      draft.password !== '' ||
      isProxyChanged(draft.proxy, client?.proxy),
    lacksSecret:
      (client?.has_password === true && draft.password === '') || keepsSavedProxy(draft.proxy, client?.proxy),
  });
  const test = way === 'saved' ? testSaved : testUnsaved;
  const save = client === undefined ? add : change;

  function runTest(): void {
    if (way === 'saved' && client !== undefined) testSaved.mutate({ params: { id: client.id } });
    else testUnsaved.mutate({ body });
  }

  function runSave(): void {
    if (client === undefined) add.mutate({ body }, { onSuccess: onClose });
    else change.mutate({ params: { id: client.id }, body }, { onSuccess: onClose });
  }

  const error = save.error ?? test.error;
  const set = (part: Partial<DownloadClientDraft>) => setDraft((before) => ({ ...before, ...part }));

  return (
    <ConnectionForm
      fieldNames={[
        ...FIELDS,
        ...draft.mappings.flatMap((_, at) => [`path_mappings.${at}.remote`, `path_mappings.${at}.local`]),
      ]}
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
        onValue={(name) => set({ name })}
        fault={faultAt(error, 'name')}
        placeholder="qBittorrent"
      />
      <TextField
        label="URL"
        hint="Of its web interface."
        value={draft.url}
        onValue={(url) => set({ url })}
        fault={faultAt(error, 'url')}
        placeholder="http://localhost:8080"
        inputMode="url"
        spellCheck={false}
        autoCapitalize="none"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="User name"
          value={draft.username}
          onValue={(username) => set({ username })}
          fault={faultAt(error, 'username')}
          autoCapitalize="none"
          spellCheck={false}
        />
        <SecretField
          label="Password"
          isSaved={client?.has_password === true}
          value={draft.password}
          onValue={(password) => set({ password })}
          fault={faultAt(error, 'password')}
        />
      </div>
      <TextField
        label="Category"
        hint="Its downloads are kept apart under this name."
        value={draft.category}
        onValue={(category) => set({ category })}
        fault={faultAt(error, 'category')}
      />
      <PathMappingsField
        mappings={draft.mappings}
        onMappings={(mappings) => set({ mappings })}
        error={error}
      />
      <ProxyField
        draft={draft.proxy}
        onDraft={(proxy) => set({ proxy })}
        saved={client?.proxy}
        fault={faultAt(error, 'proxy')}
      />
      <CheckboxField
        label="Use it for downloads"
        isChecked={draft.enabled}
        onChecked={(enabled) => set({ enabled })}
      />
    </ConnectionForm>
  );
}
