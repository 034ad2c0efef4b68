import { useState } from 'react';
import { setUpState } from '../../../../src/contract/access.ts';
import { addUser, changeUser } from '../../../../src/contract/users.ts';
import { useAction, useEndpoint } from '../../api.ts';
import type { User } from '../../things.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { changesOf, draftOf, newUserOf } from './user-draft.ts';
import { UserForm } from './user-form.tsx';

interface AddUserDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AddUserDialog({ isOpen, onClose }: AddUserDialogProps) {
  return (
    <Dialog title="Add a user" isOpen={isOpen} onClose={onClose}>
      <AddUserForm onClose={onClose} />
    </Dialog>
  );
}

function AddUserForm({ onClose }: Pick<AddUserDialogProps, 'onClose'>) {
  const [draft, setDraft] = useState(() => draftOf(undefined));
  const action = useAction(addUser);
  const toast = useToast();
  const provider = useEndpoint(setUpState, {}).data?.oidc?.name;

  function submit(): void {
    action.mutate(
      { body: newUserOf(draft) },
      {
        onSuccess: ({ name }) => {
          toast('good', `${name} is added. Tell them their password: it is shown nowhere.`);
          onClose();
        },
      },
    );
  }

  return (
    <UserForm
      draft={draft}
      onDraft={setDraft}
      action={action}
      submitLabel="Add the user"
      onSubmit={submit}
      onClose={onClose}
      passwordLabel="Password"
      passwordHint={
        provider === undefined
          ? 'At least 10 characters. They can change it in their account.'
          : `At least 10 characters. Leave it empty if they sign in with ${provider}: their e-mail address links them.`
      }
    />
  );
}

interface ChangeUserDialogProps extends AddUserDialogProps {
  readonly user: User;
}

export function ChangeUserDialog({ user, isOpen, onClose }: ChangeUserDialogProps) {
  return (
    <Dialog title={`Change ${user.name}`} isOpen={isOpen} onClose={onClose}>
      <ChangeUserForm user={user} onClose={onClose} />
    </Dialog>
  );
}

function ChangeUserForm({ user, onClose }: Pick<ChangeUserDialogProps, 'user' | 'onClose'>) {
  const [draft, setDraft] = useState(() => draftOf(user));
  const action = useAction(changeUser);

  function submit(): void {
    const body = changesOf(user, draft);
    if (Object.keys(body).length === 0) onClose();
    else action.mutate({ params: { id: user.id }, body }, { onSuccess: onClose });
  }

  return (
    <UserForm
      draft={draft}
      onDraft={setDraft}
      action={action}
      submitLabel="Save"
      onSubmit={submit}
      onClose={onClose}
      passwordLabel="New password"
      passwordHint={
        user.has_password
          ? 'Leave it empty to keep theirs. A new one signs them out everywhere.'
          : 'They have none so far.'
      }
    />
  );
}
