import { History } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { listHistory } from '../../../src/contract/activity.ts';
import { getWanted } from '../../../src/contract/wanted.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { FactRow } from '../features/activity/fact-row.tsx';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

export function HistoryPage() {
  const [query] = useSearchParams();
  const wantedId = /^[1-9]\d*$/.exec(query.get('wanted_id') ?? '')?.[0];
  const wanted = useEndpoint(getWanted, wantedId === undefined ? null : { params: { id: Number(wantedId) } });
  const facts = useEndpointPages(listHistory, {
    limit: 100,
    ...(wantedId === undefined ? {} : { wanted_id: wantedId }),
  });

  return (
    <ListPage
      title="History"
      label="History"
      note={wanted.data !== undefined && `of “${wanted.data.book.title}”`}
      actions={wantedId !== undefined && <ButtonLink to={paths.history}>Show everything</ButtonLink>}
      pages={facts}
      estimatedHeight={38}
      gap={0}
      rowKey={(fact) => fact.id}
      renderRow={(fact, index) => <FactRow fact={fact} above={facts.rows?.[index - 1]} />}
      empty={
        <EmptyState
          icon={<History aria-hidden />}
          title="Nothing has happened yet"
          action={<ButtonLink to={paths.library}>Go to the library</ButtonLink>}
        >
          Scans, wants, searches, downloads and imports leave their trace here.
        </EmptyState>
      }
    />
  );
}
