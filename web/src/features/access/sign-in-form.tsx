import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signIn } from '../../../../src/contract/access.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

export function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const action = useAction(signIn);
  const client = useQueryClient();

  function submit(event: FormEvent): void {
    event.preventDefault();
    action.mutate(
      { body: { name, password } },
      {
        onSuccess: () => {
          client.clear();
          onSignedIn();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label="Name"
        value={name}
        onValue={setName}
        fault={faultAt(action.error, 'name')}
        autoComplete="username"
        autoCapitalize="none"
        autoFocus
      />
      <TextField
        label="Password"
        type="password"
        value={password}
        onValue={setPassword}
        fault={faultAt(action.error, 'password')}
        autoComplete="current-password"
      />
      <ErrorNotice error={action.error} shownFields={['name', 'password']} />
      <Button type="submit" look="primary" isPending={action.isPending}>
        Sign in
      </Button>
    </form>
  );
}
