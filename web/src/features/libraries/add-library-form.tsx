import { type FormEvent, type ReactNode, useState } from 'react';
import { addLibrary } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import type { Library } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LibraryFields, libraryFieldNames } from './library-fields.tsx';

interface AddLibraryFormProps {
  readonly initialName?: string;
  readonly submitLabel: string;
  readonly onAdded: (library: Library) => void | Promise<void>;
  readonly secondary: ReactNode;
  readonly withNaming?: boolean;
}

export function AddLibraryForm({
  initialName = '',
  submitLabel,
  onAdded,
  secondary,
  withNaming = false,
}: AddLibraryFormProps) {
  const [draft, setDraft] = useState({ name: initialName, path: '', naming_template: '' });
  const action = useAction(addLibrary);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const body = { ...draft, naming_template: draft.naming_template || null };
    action.mutate({ body }, { onSuccess: onAdded });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <LibraryFields draft={draft} onDraft={setDraft} error={action.error} withNaming={withNaming} />
      <ErrorNotice error={action.error} shownFields={libraryFieldNames} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {secondary}
        <Button type="submit" look="primary" isPending={action.isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
