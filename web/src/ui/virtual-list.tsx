import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useScrollMargin } from './scroll-margin.ts';
import { Skeleton } from './skeleton.tsx';

interface VirtualListProps<Row> {
  /** What the list is, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => number | string;
  readonly renderRow: (row: Row, index: number) => ReactNode;
  /** In pixels; rows are measured once they are seen. */
  readonly estimatedHeight: number;
  readonly gap?: number;
  readonly hasMore: boolean;
  readonly fetchMore: () => void;
}

/** A list of any length on the page itself: only what is near the screen is rendered, the next page comes in time. */
export function VirtualList<Row>({
  label,
  rows,
  rowKey,
  renderRow,
  estimatedHeight,
  gap = 0,
  hasMore,
  fetchMore,
}: VirtualListProps<Row>) {
  const ref = useRef<HTMLUListElement>(null);
  const scrollMargin = useScrollMargin(ref);
  const virtualizer = useWindowVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? 'more' : rowKey(row);
    },
    overscan: 6,
    gap,
    scrollMargin,
  });
  const visible = virtualizer.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && lastVisible >= rows.length - 10) fetchMore();
  }, [hasMore, lastVisible, rows.length, fetchMore]);

  return (
    <ul ref={ref} aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {visible.map((item) => {
        const row = rows[item.index];
        return (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
          >
            {row === undefined ? <MoreRows height={estimatedHeight} /> : renderRow(row, item.index)}
          </li>
        );
      })}
    </ul>
  );
}

function MoreRows({ height }: { readonly height: number }) {
  return (
    <div style={{ height }} role="status" aria-label="Loading more">
      <Skeleton className="h-full w-full rounded-xl" />
    </div>
  );
}
