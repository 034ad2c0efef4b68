import { CircleCheck } from 'lucide-react';
import { plural } from '../../../src/base/quantities.ts';
import { listErrors } from '../../../src/contract/operations.ts';
import { useEndpointPages } from '../api.ts';
import { ErrorCard } from '../features/operations/error-card.tsx';
import { LoggingCard } from '../features/operations/logging-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

/** What the program did not expect. */
export function ErrorsPage() {
  const errors = useEndpointPages(listErrors, { limit: 50 }, { count: true });
  return (
    <ListPage
      title="Errors"
      label="Errors"
      note={errors.total !== undefined && errors.total > 0 && plural(errors.total, 'error')}
      before={<LoggingCard />}
      pages={errors}
      estimatedHeight={140}
      rowKey={(group) => group.id}
      renderRow={(group) => <ErrorCard group={group} />}
      empty={
        <EmptyState icon={<CircleCheck aria-hidden />} title="No errors">
          Nothing unexpected has happened in the last 30 days. If it does, it is listed here with where it
          happened and how often.
        </EmptyState>
      }
    />
  );
}
