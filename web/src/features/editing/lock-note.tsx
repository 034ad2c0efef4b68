import { Lock, LockOpen } from 'lucide-react';
import { type Provenance, sourceWords } from './field-words.ts';

interface LockNoteProps {
  /** Of the field, as its label says. */
  readonly label: string;
  readonly provenance: Provenance | undefined;
  readonly isEmpty: boolean;
  /** It was edited in this form: then it will be locked. */
  readonly isEdited: boolean;
  /** What was chosen in this form, if anything. */
  readonly chosen: boolean | undefined;
  readonly onChoose: (isLocked: boolean) => void;
}

/** Under a field: where its value is from, and whether scans leave it alone. */
export function LockNote({ label, provenance, isEmpty, isEdited, chosen, onChoose }: LockNoteProps) {
  const isLocked = chosen ?? (isEdited || provenance?.locked === true);
  const words = isEdited
    ? isEmpty
      ? 'Will be left empty on purpose'
      : 'Changed by you'
    : sourceWords(provenance, isEmpty);
  return (
    <span className="flex items-center justify-between gap-2">
      <span className="min-w-0 wrap-anywhere">{words ?? (isEmpty ? 'Not known' : '')}</span>
      <button
        type="button"
        aria-pressed={isLocked}
        aria-label={`Lock: ${label}`}
        title={
          isLocked
            ? 'No scan changes it. Press to give it back to scans'
            : 'Press to keep scans from changing it'
        }
        onClick={() => onChoose(!isLocked)}
        className={`-my-0.5 inline-flex h-6 shrink-0 items-center gap-1 rounded-md px-1.5 max-md:h-8 ${
          isLocked ? 'text-accent' : 'text-faint'
        } hover:bg-pressed hover:text-ink`}
      >
        {isLocked ? <Lock className="size-3.5" aria-hidden /> : <LockOpen className="size-3.5" aria-hidden />}
        {isLocked ? 'Locked' : 'Open to scans'}
      </button>
    </span>
  );
}
