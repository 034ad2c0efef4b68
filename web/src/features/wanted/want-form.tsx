import { useState } from 'react';
import { wantBook } from '../../../../src/contract/wanted.ts';
import { useAction } from '../../api.ts';
import { fieldFaultsOf } from '../../ask.ts';
import type { Library } from '../../things.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { ListField } from '../../ui/list-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { LANGUAGE_CHOICES } from './languages.ts';
import { EMPTY_WANT, toBody, type WantDraft } from './want-draft.ts';

interface WantFormProps {
  /** A book that is known already; without one the form asks which. */
  readonly bookId: number | null;
  readonly initialTitle?: string;
  readonly libraries: readonly Library[];
  readonly onClose: () => void;
}

export function WantForm({ bookId, initialTitle = '', libraries, onClose }: WantFormProps) {
  const [draft, setDraft] = useState<WantDraft>({ ...EMPTY_WANT, title: initialTitle });
  const action = useAction(wantBook);
  const toast = useToast();
  const change = (part: Partial<WantDraft>) => setDraft((before) => ({ ...before, ...part }));
  const shown = ['title', 'authors', 'narrators', 'language', 'asin', 'library_id'];

  /** A list's fault may be that of one of its entries: `authors.0`. */
  function fault(name: string): string | undefined {
    return fieldFaultsOf(action.error).find(({ path }) => path === name || path.startsWith(`${name}.`))
      ?.message;
  }

  function submit(): void {
    action.mutate(
      { body: toBody(draft, bookId) },
      {
        onSuccess: (wanted) => {
          toast('good', `“${wanted.book.title}” is wanted and is being searched for.`);
          onClose();
        },
      },
    );
  }

  return (
    <DialogForm
      fieldNames={shown}
      error={action.error}
      isPending={action.isPending}
      submitLabel="Want it"
      onSubmit={submit}
      onClose={onClose}
    >
      {bookId === null && (
        <>
          <TextField
            label="Title"
            value={draft.title}
            onValue={(title) => change({ title })}
            fault={fault('title')}
          />
          <ListField
            label="Authors"
            hint="Enter adds another."
            values={draft.authors}
            onValues={(authors) => change({ authors })}
            fault={fault('authors')}
          />
        </>
      )}
      <ListField
        label="Narrators"
        isOptional
        hint="Only a recording read by them will do."
        values={draft.narrators}
        onValues={(narrators) => change({ narrators })}
        fault={fault('narrators')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Language"
          choices={LANGUAGE_CHOICES}
          value={draft.language}
          onValue={(language) => change({ language })}
          fault={fault('language')}
        />
        <TextField
          label="ASIN"
          isOptional
          placeholder="B002V1NDYK"
          value={draft.asin}
          onValue={(asin) => change({ asin })}
          fault={fault('asin')}
          autoCapitalize="characters"
          spellCheck={false}
        />
      </div>
      {libraries.length > 1 && (
        <SelectField
          label="Import into"
          choices={[
            { value: '', label: 'The first library' },
            ...libraries.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          value={draft.libraryId}
          onValue={(libraryId) => change({ libraryId })}
          fault={fault('library_id')}
        />
      )}
    </DialogForm>
  );
}
