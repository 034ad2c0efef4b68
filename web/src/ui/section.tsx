import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { SectionFrame } from './section-frame.tsx';
import { Skeleton } from './skeleton.tsx';

interface SectionProps<Row> {
  readonly title: string;
  readonly lead: ReactNode;
  readonly action?: ReactNode;
  readonly answer: {
    readonly data: { readonly items: readonly Row[] } | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly emptyText: string;
  readonly rowKey: (row: Row) => number;
  readonly renderRow: (row: Row) => ReactNode;
  /** Dialogs that belong to it. */
  readonly children?: ReactNode;
}

/** A part of a page with a short list of things that are set up there. */
export function Section<Row>({
  title,
  lead,
  action,
  answer,
  emptyText,
  rowKey,
  renderRow,
  children,
}: SectionProps<Row>) {
  return (
    <SectionFrame title={title} lead={lead} action={action}>
      {answer.data === undefined && answer.error !== null ? (
        <ErrorNotice error={answer.error} onRetry={() => answer.refetch()} />
      ) : (
        <Card>
          {answer.data === undefined ? (
            <Skeleton className="m-4 h-12" />
          ) : answer.data.items.length === 0 ? (
            <p className="px-4 py-6 text-center text-muted">{emptyText}</p>
          ) : (
            <ul aria-label={title} className="divide-y divide-line">
              {answer.data.items.map((row) => (
                <li key={rowKey(row)}>{renderRow(row)}</li>
              ))}
            </ul>
          )}
        </Card>
      )}
      {children}
    </SectionFrame>
  );
}
