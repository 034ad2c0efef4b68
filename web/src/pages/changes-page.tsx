import { PencilLine } from 'lucide-react';
import { listChangeSets } from '../../../src/contract/changes.ts';
import { useEndpointPages } from '../api.ts';
import { ChangeSetRow } from '../features/editing/change-set-row.tsx';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

export function ChangesPage() {
  const sets = useEndpointPages(listChangeSets, { limit: 50 });
  return (
    <ListPage
      title="Changes"
      label="Changes"
      note="of books and recordings, by people and by scans"
      pages={sets}
      estimatedHeight={66}
      rowKey={(set) => set.id}
      renderRow={(set) => <ChangeSetRow set={set} />}
      empty={
        <EmptyState
          icon={<PencilLine aria-hidden />}
          title="Nothing has been changed yet"
          action={<ButtonLink to={paths.library}>Go to the library</ButtonLink>}
        >
          What you edit, and what a scan reads anew of books that are known, stands here and can be undone.
        </EmptyState>
      }
    />
  );
}
