import { faultAt } from '../../ask.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ROLE_CHOICES, ROLE_WORDS } from '../access/role-words.ts';
import type { UserDraft } from './user-draft.ts';

const fieldNames: readonly string[] = ['name', 'role', 'email', 'password'];

interface UserFormProps {
  readonly draft: UserDraft;
  readonly onDraft: (draft: UserDraft) => void;
  readonly passwordLabel: string;
  readonly passwordHint: string;
  /** What is done with the draft. */
  readonly action: { readonly error: Error | null; readonly isPending: boolean };
  readonly submitLabel: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

export function UserForm({ draft, onDraft, passwordLabel, passwordHint, action, ...frame }: UserFormProps) {
  const { error, isPending } = action;
  return (
    <DialogForm fieldNames={fieldNames} error={error} isPending={isPending} {...frame}>
      <TextField
        label="Name"
        hint="They sign in with it."
        value={draft.name}
        onValue={(name) => onDraft({ ...draft, name })}
        fault={faultAt(error, 'name')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SelectField
        label="Role"
        hint={ROLE_WORDS[draft.role].may}
        choices={ROLE_CHOICES}
        value={draft.role}
        onValue={(role) => onDraft({ ...draft, role })}
        fault={faultAt(error, 'role')}
      />
      <TextField
        label="E-mail"
        isOptional
        value={draft.email}
        onValue={(email) => onDraft({ ...draft, email })}
        fault={faultAt(error, 'email')}
        type="email"
        autoComplete="off"
        placeholder="ada@example.org"
      />
      <TextField
        label={passwordLabel}
        hint={passwordHint}
        type="password"
        value={draft.password}
        onValue={(password) => onDraft({ ...draft, password })}
        fault={faultAt(error, 'password')}
        autoComplete="new-password"
      />
    </DialogForm>
  );
}
