import type { ReactNode } from 'react';
import { isNotFound } from '../ask.ts';
import { ErrorNotice } from './error-notice.tsx';

interface AnswerProps<Data> {
  readonly answer: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly loading: ReactNode;
  /** Where there is no such thing. */
  readonly notFound: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** One thing of the server: it, or that it is on its way, or why it is not there. */
export function Answer<Data>({ answer, loading, notFound, children }: AnswerProps<Data>) {
  if (isNotFound(answer.error)) return notFound;
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error === null) return loading;
  return (
    <div className="mx-auto max-w-5xl px-4 pt-8 md:px-8">
      <ErrorNotice error={answer.error} onRetry={() => answer.refetch()} />
    </div>
  );
}
