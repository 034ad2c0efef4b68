import type { Indexer } from '../../things.ts';
import { SelectField } from '../../ui/select-field.tsx';
import type { ProxyDraft } from './proxy-draft.ts';
import { SecretField } from './secret-field.tsx';

const CHOICES = [
  { value: 'default', label: 'As the program does (PROXY_URL)' },
  { value: 'direct', label: 'Directly' },
  { value: 'own', label: 'By a proxy of its own' },
] as const;

interface ProxyFieldProps {
  readonly draft: ProxyDraft;
  readonly onDraft: (draft: ProxyDraft) => void;
  readonly saved: Indexer['proxy'] | undefined;
  readonly fault: string | undefined;
}

/** How the service is reached; the address of a proxy may hold a password and is never shown again. */
export function ProxyField({ draft, onDraft, saved, fault }: ProxyFieldProps) {
  return (
    <>
      <SelectField
        label="How it is reached"
        choices={CHOICES}
        value={draft.use}
        onValue={(use) => onDraft({ ...draft, use })}
        fault={draft.use === 'own' ? undefined : fault}
      />
      {draft.use === 'own' && (
        <SecretField
          label="Address of the proxy"
          isSaved={saved === 'own'}
          example="socks5://user:password@host:1080"
          value={draft.address}
          onValue={(address) => onDraft({ ...draft, address })}
          fault={fault}
        />
      )}
    </>
  );
}
