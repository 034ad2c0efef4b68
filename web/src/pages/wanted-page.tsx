import { Bookmark, BookmarkPlus } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { plural } from '../../../src/base/quantities.ts';
import { listDownloads } from '../../../src/contract/downloads.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { listWanted, WANTED_STATES } from '../../../src/contract/wanted.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { WantDialog } from '../features/wanted/want-dialog.tsx';
import { WantedRow } from '../features/wanted/wanted-row.tsx';
import { wordsOf } from '../features/wanted/wanted-states.ts';
import { useMay } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { FilterSelect } from '../ui/select-field.tsx';

const STATE_CHOICES = [
  { value: '', label: 'Every state' },
  ...WANTED_STATES.map((state) => ({ value: state, label: wordsOf(state).label })),
];

export function WantedPage() {
  const [query, setQuery] = useSearchParams();
  const state = WANTED_STATES.find((known) => known === query.get('state'));
  const wanted = useEndpointPages(
    listWanted,
    { limit: 50, ...(state === undefined ? {} : { state }) },
    { count: true },
  );
  const downloads = useEndpoint(listDownloads, { query: { active: 'true', limit: 200 } }).data?.items ?? [];
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } }).data?.items ?? [];
  const isBare = wanted.rows?.length === 0 && state === undefined;
  const may = useMay();
  const wantOne = may('wanted.edit') && (
    <Button look="primary" icon={<BookmarkPlus aria-hidden />} onClick={() => setQuery({ new: 'book' })}>
      Want a book
    </Button>
  );

  return (
    <ListPage
      title="Wanted"
      label="Wanted books"
      note={wanted.total !== undefined && !isBare && plural(wanted.total, 'book')}
      actions={
        !isBare && (
          <>
            <FilterSelect
              label="State"
              choices={STATE_CHOICES}
              value={state ?? ''}
              onValue={(next) => setQuery(next === '' ? {} : { state: next }, { replace: true })}
            />
            {wantOne}
          </>
        )
      }
      pages={wanted}
      estimatedHeight={116}
      rowKey={(row) => row.id}
      renderRow={(row) => (
        <WantedRow wanted={row} download={downloads.find((download) => download.id === row.download_id)} />
      )}
      empty={
        state === undefined ? (
          <EmptyState icon={<Bookmark aria-hidden />} title="Nothing is wanted" action={wantOne}>
            {may('wanted.edit')
              ? 'Want a book that you lack: it is searched for, judged, fetched by your download client and put into the library.'
              : 'When somebody wants a book, it shows here until it is in the library.'}
          </EmptyState>
        ) : (
          <EmptyState icon={<Bookmark aria-hidden />} title={`No want is “${wordsOf(state).label}”`}>
            Choose another state to see the others.
          </EmptyState>
        )
      }
    >
      <WantDialog
        initialTitle={query.get('title') ?? ''}
        libraries={libraries}
        isOpen={may('wanted.edit') && query.get('new') === 'book'}
        onClose={() => setQuery({}, { replace: true })}
      />
    </ListPage>
  );
}
