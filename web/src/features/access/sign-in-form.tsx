import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signIn } from '../../../../src/contract/access.ts';
import { useAction } from '../../api.ts';
import { faultAt, isTooMany, retryAfterSeconds } from '../../ask.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useNow } from '../../ui/now.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Countdown } from './countdown.tsx';

/** A name that is to wait, and until when. */
interface Pause {
  readonly name: string;
  readonly endsAt: number;
}

export function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [pause, setPause] = useState<Pause | null>(null);
  const action = useAction(signIn, { triesAgain: false });
  const client = useQueryClient();
  const now = useNow(pause === null ? null : 500);
  const isPaused = pause !== null && pause.name === name && pause.endsAt > now.getTime();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isPaused) return;
    setPause(null);
    action.mutate(
      { body: { name, password } },
      {
        onSuccess: () => {
          client.clear();
          onSignedIn();
        },
        onError: (error) => {
          if (isTooMany(error)) setPause({ name, endsAt: Date.now() + retryAfterSeconds(error) * 1000 });
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
      {/* Once the pause is over, or for another name, it would keep somebody from what they may do. */}
      {(isPaused || !isTooMany(action.error)) && (
        <ErrorNotice error={action.error} shownFields={['name', 'password']} />
      )}
      {isPaused && <Countdown endsAt={pause.endsAt} now={now} />}
      <Button type="submit" look="primary" isPending={action.isPending} disabled={isPaused}>
        Sign in
      </Button>
    </form>
  );
}
