import { faultAt } from '../../ask.ts';
import type { Recording } from '../../things.ts';
import { ListField } from '../../ui/list-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { editedFields, type Locks } from './book-draft.ts';
import { fieldLabel } from './field-words.ts';
import { LockNote } from './lock-note.tsx';
import { type RecordingDraft, recordingDraftOf } from './recording-draft.ts';

const KNOWN = [
  { value: 'unknown', label: 'Not known' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const;

interface RecordingFieldsProps {
  readonly recording: Recording;
  readonly title: string;
  readonly draft: RecordingDraft;
  readonly onDraft: (draft: RecordingDraft) => void;
  readonly locks: Locks;
  readonly onLocks: (locks: Locks) => void;
  readonly error: Error | null;
}

/** The fields of one recording in the form of its book. */
export function RecordingFields({
  recording,
  title,
  draft,
  onDraft,
  locks,
  onLocks,
  error,
}: RecordingFieldsProps) {
  const edited = new Set<string>(editedFields(recordingDraftOf(recording), draft));

  function about(field: keyof RecordingDraft) {
    const value = draft[field];
    return {
      label: fieldLabel(field),
      fault: faultAt(error, field),
      hint: (
        <LockNote
          label={`${fieldLabel(field)} of ${title}`}
          provenance={recording.provenance[field]}
          isEmpty={value.length === 0 || value === 'unknown'}
          isEdited={edited.has(field)}
          chosen={locks[field]}
          onChoose={(isLocked) => onLocks({ ...locks, [field]: isLocked })}
        />
      ),
    };
  }

  function text(field: 'language' | 'publisher' | 'asin' | 'isbn') {
    return {
      ...about(field),
      value: draft[field],
      onValue: (value: string) => onDraft({ ...draft, [field]: value }),
    };
  }

  function known(field: 'abridged' | 'dramatised') {
    return {
      ...about(field),
      choices: KNOWN,
      value: draft[field],
      onValue: (value: RecordingDraft['abridged']) => onDraft({ ...draft, [field]: value }),
    };
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-4 border-t border-line pt-4">
      <legend className="float-left mb-1 w-full text-[0.9375rem] font-semibold">{title}</legend>
      <ListField
        {...about('narrators')}
        placeholder="Name of a narrator"
        values={draft.narrators}
        onValues={(narrators) => onDraft({ ...draft, narrators })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...text('language')} placeholder="en" />
        <TextField {...text('publisher')} />
        <SelectField {...known('abridged')} />
        <SelectField {...known('dramatised')} />
        <TextField {...text('asin')} placeholder="B002V1NDYK" />
        <TextField {...text('isbn')} placeholder="9780141439587" />
      </div>
    </fieldset>
  );
}
