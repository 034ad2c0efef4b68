import { CircleCheck } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { LACKS } from '../../../src/base/completeness.ts';
import { plural } from '../../../src/base/quantities.ts';
import { listBooks } from '../../../src/contract/books.ts';
import { getCompleteness } from '../../../src/contract/statistics.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { IncompleteBook } from '../features/incomplete/incomplete-book.tsx';
import { LackFilter } from '../features/incomplete/lack-filter.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListPage } from '../ui/list-page.tsx';

/** Owned books of which something is not known, those that lack most first. */
export function IncompletePage() {
  const [query, setQuery] = useSearchParams();
  const chosen = LACKS.find((lack) => lack === query.get('missing')) ?? null;
  const report = useEndpoint(getCompleteness, {});
  const books = useEndpointPages(listBooks, {
    owned: 'true',
    missing: chosen ?? 'anything',
    sort: 'completeness',
    limit: 50,
  });
  return (
    <ListPage
      title="Incomplete"
      label="Incomplete books"
      note={
        report.data !== undefined &&
        report.data.books > 0 &&
        `${plural(report.data.complete, 'book')} of ${report.data.books.toLocaleString('en')} ${report.data.complete === 1 ? 'is' : 'are'} complete; on average ${report.data.average} % is known`
      }
      pages={books}
      estimatedHeight={81}
      gap={0}
      rowKey={(book) => book.id}
      renderRow={(book) => <IncompleteBook book={book} />}
      before={
        report.data === undefined ? (
          report.error !== null && <ErrorNotice error={report.error} onRetry={() => report.refetch()} />
        ) : (
          <LackFilter
            report={report.data}
            chosen={chosen}
            onChoose={(lack) => setQuery(lack === null ? {} : { missing: lack }, { replace: true })}
          />
        )
      }
      empty={
        <EmptyState icon={<CircleCheck aria-hidden />} title="Nothing is missing">
          {chosen === null
            ? 'Of every book in the libraries all is known that is asked for here: author, narrator, cover, description and so on.'
            : 'No book in the libraries lacks this.'}
        </EmptyState>
      }
    />
  );
}
