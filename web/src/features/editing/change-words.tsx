import { Lock, LockOpen } from 'lucide-react';
import type { PlannedChange } from '../../things.ts';
import { fieldLabel, sourceName } from './field-words.ts';

/** One change of a field: what it was, and what it is. */
export function ChangeWords({ change }: { readonly change: PlannedChange }) {
  const { field, old_value: old, new_value: now, is_locked: isLocked, was_locked: wasLocked } = change;
  const isOnlyLock = old === now;
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 wrap-anywhere">
      <span className="font-medium">{fieldLabel(field)}</span>
      {isOnlyLock ? (
        <span className="text-muted">{now ?? 'left empty'}</span>
      ) : (
        <>
          <Value text={old} isOld />
          <span aria-hidden className="text-faint">
            →
          </span>
          <span className="sr-only">is now</span>
          <Value text={now} isOld={false} />
        </>
      )}
      {isLocked !== wasLocked && (
        <span className="inline-flex items-center gap-1 self-center text-xs text-faint">
          {isLocked ? <Lock className="size-3" aria-hidden /> : <LockOpen className="size-3" aria-hidden />}
          {isLocked ? 'locked' : 'open to scans'}
        </span>
      )}
      {change.new_source !== null && change.new_source !== 'person' && !isOnlyLock && (
        <span className="text-xs text-faint">from {sourceName(change.new_source)}</span>
      )}
    </p>
  );
}

const LONGEST = 160;

function Value({ text, isOld }: { readonly text: string | null; readonly isOld: boolean }) {
  if (text === null) return <span className="text-faint italic">empty</span>;
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return isOld ? (
    <del className="text-muted decoration-line-strong">{short}</del>
  ) : (
    <ins className="no-underline">{short}</ins>
  );
}
