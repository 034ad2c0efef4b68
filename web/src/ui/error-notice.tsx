import { fieldFaultsOf, requestIdOf, sentenceOf } from '../ask.ts';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** Fields of a form that show their own faults. */
  readonly shownFields?: readonly string[];
}

/** What went wrong with what was asked of the server. */
export function ErrorNotice({ error, onRetry, shownFields = [] }: ErrorNoticeProps) {
  if (error === null || error === undefined) return null;
  const faults = fieldFaultsOf(error);
  const otherFaults = faults.filter(({ path }) => !shownFields.includes(path));
  const isSaidElsewhere = faults.length > 0 && otherFaults.length === 0;
  return (
    <Alert
      sentence={isSaidElsewhere ? 'Please correct what is marked above.' : sentenceOf(error)}
      requestId={requestIdOf(error)}
      action={
        onRetry !== undefined && (
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {otherFaults.map(({ path, message }) => (
        <p key={`${path} ${message}`} className="mt-0.5 text-muted">
          {path === '' ? message : `${path}: ${message}`}
        </p>
      ))}
    </Alert>
  );
}
