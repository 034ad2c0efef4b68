import { type FormEvent, useState } from 'react';
import { setUpState } from '../../../../src/contract/access.ts';
import { changePassword } from '../../../../src/contract/account.ts';
import { useAction, useEndpoint } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SectionFrame } from '../../ui/section-frame.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';

const FIELDS = ['current_password', 'new_password'];
const EMPTY = { current: '', next: '' };

export function PasswordSection({ userName }: { readonly userName: string }) {
  const [draft, setDraft] = useState(EMPTY);
  const action = useAction(changePassword);
  const toast = useToast();
  const provider = useEndpoint(setUpState, {}).data?.oidc?.name;

  function submit(event: FormEvent): void {
    event.preventDefault();
    action.mutate(
      {
        body: {
          new_password: draft.next,
          ...(draft.current === '' ? {} : { current_password: draft.current }),
        },
      },
      {
        onSuccess: () => {
          setDraft(EMPTY);
          toast('good', 'Your password is changed. Everywhere else you are signed out.');
        },
      },
    );
  }

  return (
    <SectionFrame
      title="Password"
      lead="Changing it signs you out everywhere else. Your API keys go on working: revoke those that somebody else may know."
    >
      <Card className="p-4">
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <input type="hidden" autoComplete="username" value={userName} readOnly />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label="Current password"
              type="password"
              hint={
                provider === undefined
                  ? undefined
                  : `Leave it empty if you have none yet and sign in with ${provider}.`
              }
              value={draft.current}
              onValue={(current) => setDraft({ ...draft, current })}
              fault={faultAt(action.error, 'current_password')}
              autoComplete="current-password"
            />
            <TextField
              label="New password"
              type="password"
              hint="At least 10 characters. A few words are easier to keep than signs."
              value={draft.next}
              onValue={(next) => setDraft({ ...draft, next })}
              fault={faultAt(action.error, 'new_password')}
              autoComplete="new-password"
            />
          </div>
          <ErrorNotice error={action.error} shownFields={FIELDS} />
          <Button type="submit" isPending={action.isPending} className="self-end">
            Change the password
          </Button>
        </form>
      </Card>
    </SectionFrame>
  );
}
