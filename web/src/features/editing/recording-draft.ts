import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import type { changeRecording } from '../../../../src/contract/recordings.ts';
import type { Recording } from '../../things.ts';
import { editedFields, type Locks } from './book-draft.ts';

export type Known = 'unknown' | 'yes' | 'no';

/** The fields of a recording as they stand in a form. */
export interface RecordingDraft {
  readonly narrators: readonly string[];
  readonly language: string;
  readonly abridged: Known;
  readonly dramatised: Known;
  readonly publisher: string;
  readonly asin: string;
  readonly isbn: string;
}

type Drafted = Pick<Recording, keyof RecordingDraft>;

export function recordingDraftOf(recording: Drafted): RecordingDraft {
  return {
    narrators: recording.narrators,
    language: recording.language ?? '',
    abridged: knownOf(recording.abridged),
    dramatised: knownOf(recording.dramatised),
    publisher: recording.publisher ?? '',
    asin: recording.asin ?? '',
    isbn: recording.isbn ?? '',
  };
}

/** Only what was changed. */
export function recordingChangesOf(
  recording: Drafted,
  draft: RecordingDraft,
  locks: Locks,
): BodyInput<typeof changeRecording> {
  const edited = editedFields(recordingDraftOf(recording), draft);
  const changes = edited.map((field) => [field, wireValue(draft[field])] as const);
  return { ...Object.fromEntries(changes), ...(Object.keys(locks).length === 0 ? {} : { locked: locks }) };
}

function knownOf(value: boolean | null): Known {
  if (value === null) return 'unknown';
  return value ? 'yes' : 'no';
}

function wireValue(value: RecordingDraft[keyof RecordingDraft]) {
  if (typeof value !== 'string') return [...value];
  if (value === 'unknown' || value.trim() === '') return null;
  if (value === 'yes' || value === 'no') return value === 'yes';
  return value.trim();
}
