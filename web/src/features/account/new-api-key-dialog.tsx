import { useState } from 'react';
import { type KeyScope, type Role, scopesFor } from '../../../../src/base/roles.ts';
import { addApiKey } from '../../../../src/contract/api-keys.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EXPIRY_CHOICES, type Expiry, expiryInstant } from './key-expiry.ts';
import { SCOPE_WORDS } from './key-scopes.ts';
import { ShownApiKey } from './shown-api-key.tsx';

interface NewApiKeyDialogProps {
  readonly role: Role;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes an API key, and shows it this once. */
export function NewApiKeyDialog({ role, isOpen, onClose }: NewApiKeyDialogProps) {
  const [key, setKey] = useState<string | null>(null);
  function close(): void {
    setKey(null);
    onClose();
  }
  return (
    <Dialog
      title={key === null ? 'Make an API key' : 'Your new API key'}
      description={
        key === null ? 'For a script, a dashboard or another program that asks this one.' : undefined
      }
      isSticky={key !== null}
      isOpen={isOpen}
      onClose={close}
    >
      {key === null ? (
        <NewApiKeyForm role={role} onMade={setKey} onClose={close} />
      ) : (
        <ShownApiKey apiKey={key} onClose={close} />
      )}
    </Dialog>
  );
}

const FIELDS = ['name', 'scope', 'expires_at'];

interface NewApiKeyFormProps {
  readonly role: Role;
  readonly onMade: (key: string) => void;
  readonly onClose: () => void;
}

function NewApiKeyForm({ role, onMade, onClose }: NewApiKeyFormProps) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<KeyScope>('read');
  const [expiry, setExpiry] = useState<Expiry>('365');
  const action = useAction(addApiKey);

  function submit(): void {
    action.mutate(
      { body: { name, scope, expires_at: expiryInstant(expiry, new Date()) } },
      { onSuccess: ({ key }) => onMade(key) },
    );
  }

  return (
    <DialogForm
      fieldNames={FIELDS}
      error={action.error}
      isPending={action.isPending}
      submitLabel="Make the key"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="What it is for, so that you know which one to revoke."
        placeholder="Home dashboard"
        value={name}
        onValue={setName}
        fault={faultAt(action.error, 'name')}
        autoFocus
      />
      <SelectField
        label="Scope"
        hint={SCOPE_WORDS[scope].may}
        choices={scopesFor(role).map((value) => ({ value, label: SCOPE_WORDS[value].name }))}
        value={scope}
        onValue={setScope}
        fault={faultAt(action.error, 'scope')}
      />
      <SelectField
        label="Expires"
        choices={EXPIRY_CHOICES}
        value={expiry}
        onValue={setExpiry}
        fault={faultAt(action.error, 'expires_at')}
      />
    </DialogForm>
  );
}
