import { useState } from 'react';
import { changeBook } from '../../../../src/contract/books.ts';
import { changeRecording } from '../../../../src/contract/recordings.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { BookDetail } from '../../things.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { ListField } from '../../ui/list-field.tsx';
import { TextAreaField, TextField } from '../../ui/text-field.tsx';
import { type BookDraft, changesOf, draftOf, editedFields, type Locks } from './book-draft.ts';
import { fieldLabel } from './field-words.ts';
import { LockNote } from './lock-note.tsx';
import { recordingChangesOf, recordingDraftOf } from './recording-draft.ts';
import { RecordingFields } from './recording-fields.tsx';
import { SeriesField } from './series-field.tsx';

interface EditBookDialogProps {
  readonly book: BookDetail;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function EditBookDialog({ book, isOpen, onClose }: EditBookDialogProps) {
  return (
    <Dialog
      title="Edit the book"
      description="What you change stays as you wrote it, also what you empty: no scan overwrites it."
      isOpen={isOpen}
      onClose={onClose}
      isSticky
    >
      <EditBookForm book={book} onClose={onClose} />
    </Dialog>
  );
}

const FIELDS: readonly string[] = [
  ...['title', 'subtitle', 'authors', 'series', 'published_date', 'published_year', 'description'],
  ...['narrators', 'language', 'abridged', 'dramatised', 'publisher', 'asin', 'isbn'],
];

function EditBookForm({ book, onClose }: Pick<EditBookDialogProps, 'book' | 'onClose'>) {
  // As it was when the form was opened: what others change meanwhile is not sent back as it was.
  const [before] = useState(book);
  const [draft, setDraft] = useState(() => draftOf(book));
  const [locks, setLocks] = useState<Locks>({});
  const [recordings, setRecordings] = useState(() =>
    book.recordings.map((recording) => ({
      recording,
      draft: recordingDraftOf(recording),
      locks: {} as Locks,
    })),
  );
  const action = useAction(changeBook);
  const ofRecording = useAction(changeRecording);
  const [failedId, setFailedId] = useState<number | null>(null);
  const edited = new Set<string>(editedFields(draftOf(before), draft));

  async function save(): Promise<void> {
    const body = changesOf(before, draft, locks);
    if (Object.keys(body).length > 0) await action.mutateAsync({ params: { id: book.id }, body });
    for (const { recording, ...form } of recordings) {
      const changes = recordingChangesOf(recording, form.draft, form.locks);
      if (Object.keys(changes).length === 0) continue;
      setFailedId(recording.id);
      await ofRecording.mutateAsync({ params: { id: recording.id }, body: changes });
    }
    onClose();
  }

  function noteOf(field: keyof BookDraft) {
    return (
      <LockNote
        label={fieldLabel(field)}
        provenance={before.provenance[field]}
        isEmpty={draft[field].length === 0}
        isEdited={edited.has(field)}
        chosen={locks[field]}
        onChoose={(isLocked) => setLocks({ ...locks, [field]: isLocked })}
      />
    );
  }

  function about(field: keyof BookDraft) {
    return { label: fieldLabel(field), hint: noteOf(field), fault: faultAt(action.error, field) };
  }

  function text(field: 'title' | 'subtitle' | 'published_date' | 'published_year' | 'description') {
    return {
      ...about(field),
      value: draft[field],
      onValue: (value: string) => setDraft({ ...draft, [field]: value }),
    };
  }

  return (
    <DialogForm
      fieldNames={FIELDS}
      error={action.error ?? ofRecording.error}
      isPending={action.isPending || ofRecording.isPending}
      submitLabel="Save"
      // What fails shows in the form.
      onSubmit={() => void save().catch(() => undefined)}
      onClose={onClose}
    >
      <TextField {...text('title')} />
      <TextField {...text('subtitle')} />
      <ListField
        {...about('authors')}
        placeholder="Name of an author"
        values={draft.authors}
        onValues={(authors) => setDraft({ ...draft, authors })}
      />
      <SeriesField
        places={draft.series}
        onPlaces={(series) => setDraft({ ...draft, series })}
        note={noteOf('series')}
        fault={faultAt(action.error, 'series')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...text('published_year')} inputMode="numeric" placeholder="2011" />
        <TextField {...text('published_date')} placeholder="2011-05-31" />
      </div>
      <TextAreaField {...text('description')} rows={5} />
      {recordings.map(({ recording, ...form }, at) => (
        <RecordingFields
          key={recording.id}
          recording={recording}
          title={recordings.length > 1 ? `Recording ${at + 1}` : 'Recording'}
          draft={form.draft}
          onDraft={(next) => setRecordings(withChange(recordings, at, { draft: next }))}
          locks={form.locks}
          onLocks={(next) => setRecordings(withChange(recordings, at, { locks: next }))}
          error={failedId === recording.id ? ofRecording.error : null}
        />
      ))}
    </DialogForm>
  );
}

function withChange<Row>(rows: readonly Row[], at: number, change: Partial<Row>): Row[] {
  return rows.map((row, index) => (index === at ? { ...row, ...change } : row));
}
