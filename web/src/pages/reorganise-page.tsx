import { FolderTree } from 'lucide-react';
import { useState } from 'react';
import { getLibrary } from '../../../src/contract/libraries.ts';
import { listReorganisations, listReorganisedItems } from '../../../src/contract/reorganisations.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { type ItemFilter, ItemFilterSegments, stateOf } from '../features/reorganise/item-filter.tsx';
import { PlanForm } from '../features/reorganise/plan-form.tsx';
import { ReorganisationCard } from '../features/reorganise/reorganisation-card.tsx';
import { ReorganisedItemRow } from '../features/reorganise/reorganised-item-row.tsx';
import { paths } from '../paths.ts';
import type { Library, Reorganisation } from '../things.ts';
import { Answer } from '../ui/answer.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { Page } from '../ui/page.tsx';
import { usePageId } from '../ui/page-id.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** Brings a library under a naming template: a plan first, which is then what is done. */
export function ReorganisePage() {
  const id = usePageId();
  const library = useEndpoint(getLibrary, id === null ? null : { params: { id } });
  const latest = useEndpoint(
    listReorganisations,
    id === null ? null : { query: { library_id: String(id), limit: 1 } },
  );
  if (id === null) return <NotFoundPage />;
  return (
    <Answer answer={library} loading={<SkeletonRows />} notFound={<NotFoundPage />}>
      {(shown) => {
        const reorganisation = latest.data?.items[0];
        return reorganisation === undefined ? (
          <Page title={`Reorganise ${shown.name}`} actions={<ToSettings />}>
            <PlanForm library={shown} />
          </Page>
        ) : (
          <ShownPlan key={reorganisation.id} library={shown} reorganisation={reorganisation} />
        );
      }}
    </Answer>
  );
}

interface ShownPlanProps {
  readonly library: Library;
  readonly reorganisation: Reorganisation;
}

function ShownPlan({ library, reorganisation }: ShownPlanProps) {
  const [filter, setFilter] = useState<ItemFilter>('all');
  const state = stateOf(filter, reorganisation);
  const items = useEndpointPages(
    listReorganisedItems,
    { limit: 100, ...(state === null ? {} : { state }) },
    { of: reorganisation.id },
  );
  return (
    <ListPage
      title={`Reorganise ${library.name}`}
      label="What goes where"
      actions={<ToSettings />}
      before={
        <div className="mb-6 flex flex-col gap-4">
          <PlanForm library={library} last={reorganisation} />
          <ReorganisationCard reorganisation={reorganisation} />
          <ItemFilterSegments value={filter} onValue={setFilter} />
        </div>
      }
      pages={items}
      estimatedHeight={90}
      rowKey={(item) => item.id}
      renderRow={(item) => <ReorganisedItemRow item={item} />}
      empty={
        reorganisation.state !== 'planning' && (
          <EmptyState icon={<FolderTree aria-hidden />} title="Nothing to show">
            {filter === 'all'
              ? 'Every item lies where the template says.'
              : 'No item of the plan is among these.'}
          </EmptyState>
        )
      }
    />
  );
}

function ToSettings() {
  return <ButtonLink to={paths.settings}>Libraries</ButtonLink>;
}
