import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { setUp } from '../../../../src/contract/access.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface SetUpFormProps {
  /** Of the set-up link. */
  readonly token: string;
  readonly onDone: () => void;
}

/** Makes the first administrator, who is then signed in. */
export function SetUpForm({ token, onDone }: SetUpFormProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const action = useAction(setUp);
  const client = useQueryClient();

  function submit(event: FormEvent): void {
    event.preventDefault();
    action.mutate(
      { body: { token, name, password } },
      {
        onSuccess: () => {
          client.clear();
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label="Name"
        hint="Up to 64 characters; you sign in with it."
        value={name}
        onValue={setName}
        fault={faultAt(action.error, 'name')}
        autoComplete="username"
        autoCapitalize="none"
        autoFocus
      />
      <TextField
        label="Password"
        hint="At least 10 characters. A few words are easier to keep than signs."
        type="password"
        value={password}
        onValue={setPassword}
        fault={faultAt(action.error, 'password')}
        autoComplete="new-password"
      />
      <ErrorNotice error={action.error} shownFields={['name', 'password']} />
      <Button type="submit" look="primary" isPending={action.isPending}>
        Create the administrator
      </Button>
    </form>
  );
}
