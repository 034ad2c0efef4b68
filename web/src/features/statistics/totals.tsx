import { formatBytes, formatCount, formatDuration } from '../../../../src/base/quantities.ts';
import type { Statistics } from '../../things.ts';
import { Card } from '../../ui/card.tsx';

/** The largest figures, large. */
export function Totals({ totals }: { readonly totals: Statistics['totals'] }) {
  const figures: readonly (readonly [string, string])[] = [
    ['Listening', formatDuration(totals.seconds)],
    ['Books', formatCount(totals.books)],
    ['Authors', formatCount(totals.authors)],
    ['Narrators', formatCount(totals.narrators)],
    ['Series', formatCount(totals.series)],
    ['Items', formatCount(totals.items)],
    ['Files', formatCount(totals.files)],
    ['On the disk', formatBytes(totals.bytes)],
  ];
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl bg-line sm:grid-cols-4">
        {figures.map(([term, value]) => (
          <div key={term} className="flex flex-col-reverse bg-panel px-4 py-3">
            <dt className="text-[0.8125rem] text-muted">{term}</dt>
            <dd className="text-lg font-semibold tracking-tight tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
