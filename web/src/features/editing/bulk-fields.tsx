import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ListField } from '../../ui/list-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { BulkDraft, ListMode } from './bulk-draft.ts';
import { fieldLabel } from './field-words.ts';

const MODES: readonly { readonly value: ListMode; readonly label: string }[] = [
  { value: 'add', label: 'Add' },
  { value: 'remove', label: 'Remove' },
  { value: 'set', label: 'Replace all by' },
];

const LOCKING = [
  { value: 'leave', label: 'Leave as they are' },
  { value: 'lock', label: 'Lock all fields against scans' },
  { value: 'unlock', label: 'Give all fields back to scans' },
] as const;

const EMPTIABLE = ['authors', 'narrators', 'series', 'language', 'publisher', 'published_year'];

interface BulkFieldsProps {
  readonly draft: BulkDraft;
  readonly onDraft: (draft: BulkDraft) => void;
}

export function BulkFields({ draft, onDraft }: BulkFieldsProps) {
  const change = (part: Partial<BulkDraft>) => onDraft({ ...draft, ...part });

  function list(field: 'authors' | 'narrators' | 'series') {
    const label = fieldLabel(field);
    return (
      <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-2 max-sm:grid-cols-1">
        <SelectField
          label={`${label}: how`}
          choices={MODES}
          value={draft[field].mode}
          onValue={(mode) => change({ [field]: { ...draft[field], mode } })}
        />
        <ListField
          label={label}
          placeholder="Name"
          values={draft[field].names}
          onValues={(names) => change({ [field]: { ...draft[field], names } })}
        />
      </div>
    );
  }

  return (
    <>
      {list('authors')}
      {list('narrators')}
      {list('series')}
      {draft.series.names.length > 0 && draft.series.mode !== 'remove' && (
        <TextField
          label="Number them from"
          hint="In the order in which they are listed; blank: each keeps its number"
          inputMode="numeric"
          placeholder="1"
          value={draft.numberFrom}
          onValue={(numberFrom) => change({ numberFrom })}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label="Language"
          placeholder="en"
          value={draft.language}
          onValue={(language) => change({ language })}
        />
        <TextField label="Publisher" value={draft.publisher} onValue={(publisher) => change({ publisher })} />
        <TextField
          label="Year"
          inputMode="numeric"
          placeholder="2011"
          value={draft.publishedYear}
          onValue={(publishedYear) => change({ publishedYear })}
        />
      </div>
      <fieldset>
        <legend className="mb-1.5 text-[0.8125rem] font-medium">Empty on purpose</legend>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {EMPTIABLE.map((field) => (
            <CheckboxField
              key={field}
              label={`No ${fieldLabel(field).toLowerCase()}`}
              isChecked={draft.emptied.includes(field)}
              onChecked={(isChecked) =>
                change({
                  emptied: isChecked
                    ? [...draft.emptied, field]
                    : draft.emptied.filter((other) => other !== field),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <SelectField
        label="Locks"
        choices={LOCKING}
        value={draft.locking}
        onValue={(locking) => change({ locking })}
      />
    </>
  );
}
