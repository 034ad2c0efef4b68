import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { RequestId } from './request-id.tsx';

interface AlertProps {
  readonly sentence: string;
  readonly requestId: string | null;
  /** What belongs to the sentence. */
  readonly children?: ReactNode;
  /** Beside it. */
  readonly action?: ReactNode;
  readonly className?: string;
}

/** Says at once that something went wrong, with the request's id for whoever looks it up in the log. */
export function Alert({ sentence, requestId, children, action, className = '' }: AlertProps) {
  return (
    <div
      role="alert"
      className={`flex items-start gap-3 rounded-xl border border-bad/30 bg-bad-soft px-4 py-3 ${className}`}
    >
      <CircleAlert className="mt-0.5 size-4.5 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{sentence}</p>
        {children}
        {requestId !== null && <RequestId id={requestId} />}
      </div>
      {action}
    </div>
  );
}
