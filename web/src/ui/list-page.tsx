import type { ReactNode } from 'react';
import type { Pages } from '../api.ts';
import { ErrorNotice } from './error-notice.tsx';
import { Page } from './page.tsx';
import { SkeletonRows } from './skeleton.tsx';
import { VirtualList } from './virtual-list.tsx';

interface ListPageProps<Row> {
  readonly title: string;
  /** What the list is, for those who do not see it. */
  readonly label: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly pages: Pages<Row>;
  /** In pixels. */
  readonly estimatedHeight: number;
  readonly gap?: number;
  readonly rowKey: (row: Row) => number;
  readonly renderRow: (row: Row, index: number) => ReactNode;
  readonly empty: ReactNode;
  /** Above the list: what stands before it. */
  readonly before?: ReactNode;
  /** Dialogs. */
  readonly children?: ReactNode;
}

/** A page that is one list: its rows, that they are on their way, that there are none, or why they are not there. */
export function ListPage<Row>({
  pages,
  estimatedHeight,
  gap = 10,
  label,
  rowKey,
  renderRow,
  empty,
  before,
  children,
  ...page
}: ListPageProps<Row>) {
  const { rows, error, isOutdated, hasMore, fetchMore, retry } = pages;
  return (
    <Page {...page}>
      {before}
      <div className={`transition-opacity ${isOutdated ? 'opacity-60' : ''}`} aria-busy={isOutdated}>
        {rows === undefined ? (
          error === null ? (
            <SkeletonRows />
          ) : (
            <ErrorNotice error={error} onRetry={retry} />
          )
        ) : rows.length === 0 ? (
          empty
        ) : (
          <VirtualList {...{ label, rows, rowKey, renderRow, estimatedHeight, gap, hasMore, fetchMore }} />
        )}
      </div>
      {children}
    </Page>
  );
}
