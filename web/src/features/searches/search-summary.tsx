import { LoaderCircle } from 'lucide-react';
import { languageName } from '../../../../src/base/language.ts';
import { plural } from '../../../../src/base/quantities.ts';
import type { SearchDetail } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** What was sought, where, and what came of it. */
export function SearchSummary({ search }: { readonly search: SearchDetail }) {
  const { sought } = search;
  const constraints = [
    sought.authors.length > 0 ? `by ${sought.authors.join(', ')}` : null,
    sought.narrators.length > 0 ? `read by ${sought.narrators.join(', ')}` : null,
    sought.language === null ? null : `in ${languageName(sought.language)}`,
  ].filter((constraint) => constraint !== null);

  return (
    <Card className="mb-5 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="text-muted">{constraints.join(' · ')}</p>
        <p className="text-xs text-faint">
          <RelativeTime at={search.started_at} />
        </p>
      </div>
      <p role="status" className="mt-1.5 flex items-center gap-2 font-medium">
        {search.state === 'running' && <LoaderCircle className="size-4 animate-spin text-info" aria-hidden />}
        {search.outcome ??
          (search.state === 'running' ? 'The indexers are being asked.' : 'Nothing is known of its outcome.')}
      </p>
      <ul
        aria-label="Indexers"
        className="mt-3 flex flex-col gap-1 border-t border-line pt-3 text-[0.8125rem]"
      >
        {search.indexers.map(({ indexer_id: id, name, found, error }) => (
          <li key={id} className="flex flex-wrap gap-x-2">
            <span className="font-medium">{name}</span>
            {error === null ? (
              <span className="text-muted">found {plural(found, 'release')}</span>
            ) : (
              <span className="text-bad">{error}</span>
            )}
          </li>
        ))}
        {search.indexers.length === 0 && <li className="text-muted">No indexer was asked.</li>}
      </ul>
    </Card>
  );
}
