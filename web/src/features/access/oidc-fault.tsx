import { CircleAlert } from 'lucide-react';
import { RequestId } from '../../ui/request-id.tsx';

interface OidcFaultProps {
  readonly sentence: string;
  readonly requestId: string | null;
}

/** Why a sign-in by the provider came to nothing, as the way back from there told it. */
export function OidcFault({ sentence, requestId }: OidcFaultProps) {
  return (
    <div
      role="alert"
      className="mb-4 flex items-start gap-3 rounded-xl border border-bad/30 bg-bad-soft px-4 py-3"
    >
      <CircleAlert className="mt-0.5 size-4.5 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{sentence}</p>
        {requestId !== null && <RequestId id={requestId} />}
      </div>
    </div>
  );
}
