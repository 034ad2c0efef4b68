import { CircleCheck, ScanSearch } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { plural } from '../../../src/base/quantities.ts';
import { findDuplicates, listDuplicates } from '../../../src/contract/duplicates.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { useAction, useEndpoint, useEndpointPages } from '../api.ts';
import { DuplicateCard } from '../features/duplicates/duplicate-card.tsx';
import { KIND_CHOICES } from '../features/duplicates/duplicate-words.ts';
import { useMay } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { FilterSelect } from '../ui/select-field.tsx';
import { useErrorToast, useToast } from '../ui/toasts.tsx';

const KEPT = 'kept';
const CHOICES = [
  { value: '', label: 'Every kind' },
  ...KIND_CHOICES,
  { value: KEPT, label: 'Those to keep' },
];

/** What repeats itself in the libraries. The program removes none of it. */
export function DuplicatesPage() {
  const [query, setQuery] = useSearchParams();
  const shown = query.get('show') ?? '';
  const kind = KIND_CHOICES.find(({ value }) => value === shown)?.value;
  const groups = useEndpointPages(
    listDuplicates,
    {
      limit: 20,
      ...(kind === undefined ? {} : { kind }),
      ...(shown === KEPT ? { kept: 'true' as const } : {}),
    },
    { count: true },
  );
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } }).data?.items ?? [];
  return (
    <ListPage
      title="Duplicates"
      label="Groups of duplicates"
      note={groups.total !== undefined && groups.total > 0 && plural(groups.total, 'group')}
      actions={
        <>
          <FilterSelect
            label="Show"
            choices={CHOICES}
            value={shown}
            onValue={(next) => setQuery(next === '' ? {} : { show: next }, { replace: true })}
          />
          <FindButton />
        </>
      }
      pages={groups}
      estimatedHeight={440}
      rowKey={(group) => group.id}
      renderRow={(group) => <DuplicateCard group={group} libraries={libraries} />}
      empty={
        <EmptyState
          icon={<CircleCheck aria-hidden />}
          title={shown === '' ? 'Nothing repeats itself' : 'There is none of these'}
        >
          Recordings that are there twice, books in several recordings and books that are also in an omnibus
          are listed here after each scan. Nothing is ever removed by itself.
        </EmptyState>
      }
    />
  );
}

function FindButton() {
  const find = useAction(findDuplicates);
  const toast = useToast();
  const tellError = useErrorToast();
  if (!useMay()('library.scan')) return null;
  return (
    <Button
      icon={<ScanSearch aria-hidden />}
      isPending={find.isPending}
      onClick={() =>
        find.mutate(
          {},
          { onSuccess: () => toast('good', 'Duplicates are being looked for.'), onError: tellError },
        )
      }
    >
      Look again
    </Button>
  );
}
