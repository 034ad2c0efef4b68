import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Role } from '../../../../src/base/roles.ts';
import { listApiKeys } from '../../../../src/contract/api-keys.ts';
import { useEndpoint } from '../../api.ts';
import { serverUrl } from '../../ask.ts';
import { useMay } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ApiKeyRow } from './api-key-row.tsx';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';

const WHOSE = [
  { value: 'mine', label: 'Mine' },
  { value: 'all', label: 'Everybody’s' },
] as const;

/** The keys of whoever looks; administrators may look at those of everybody. */
export function ApiKeysSection({ role }: { readonly role: Role }) {
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const [isAdding, setAdding] = useState(false);
  const may = useMay();
  const keys = useEndpoint(
    listApiKeys,
    { query: { limit: 200, ...(whose === 'all' ? { all: 'true' } : {}) } },
    { keepPrevious: true },
  );

  return (
    <Section
      title="API keys"
      lead={
        <>
          For programs that ask in your name, and may do no more than you.{' '}
          <a
            href={`${serverUrl()}/api/docs`}
            className="whitespace-nowrap underline underline-offset-2 hover:text-accent"
          >
            How they ask
          </a>
        </>
      }
      action={
        <div className="flex flex-wrap items-center gap-2">
          {may('users.read') && (
            <Segments label="Whose keys" segments={WHOSE} value={whose} onValue={setWhose} />
          )}
          <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
            Make an API key
          </Button>
        </div>
      }
      answer={keys}
      emptyText="No API key yet."
      rowKey={(key) => key.id}
      renderRow={(key) => <ApiKeyRow apiKey={key} withOwner={whose === 'all'} />}
    >
      <NewApiKeyDialog role={role} isOpen={isAdding} onClose={() => setAdding(false)} />
    </Section>
  );
}
