import { CircleAlert } from 'lucide-react';
import { fieldFaultsOf, requestIdOf, sentenceOf } from '../ask.ts';
import { Button } from './button.tsx';
import { RequestId } from './request-id.tsx';

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** Fields of a form that show their own faults. */
  readonly shownFields?: readonly string[];
}

/** What went wrong, with the request's id for whoever looks it up in the log. */
export function ErrorNotice({ error, onRetry, shownFields = [] }: ErrorNoticeProps) {
  if (error === null || error === undefined) return null;
  const requestId = requestIdOf(error);
  const faults = fieldFaultsOf(error);
  const otherFaults = faults.filter(({ path }) => !shownFields.includes(path));
  const isSaidElsewhere = faults.length > 0 && otherFaults.length === 0;
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-xl border border-bad/30 bg-bad-soft px-4 py-3"
    >
      <CircleAlert className="mt-0.5 size-4.5 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">
          {isSaidElsewhere ? 'Please correct what is marked above.' : sentenceOf(error)}
        </p>
        {otherFaults.map(({ path, message }) => (
          <p key={`${path} ${message}`} className="mt-0.5 text-muted">
            {path === '' ? message : `${path}: ${message}`}
          </p>
        ))}
        {requestId !== null && <RequestId id={requestId} />}
      </div>
      {onRetry !== undefined && (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
