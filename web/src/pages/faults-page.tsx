import { CircleCheck } from 'lucide-react';
import { Link } from 'react-router';
import { plural } from '../../../src/base/quantities.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { listLibraryItems } from '../../../src/contract/library-items.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { faultsOf } from '../features/books/item-faults.ts';
import { useActiveScans } from '../features/libraries/active-scans.ts';
import { CheckButton } from '../features/libraries/check-button.tsx';
import { ScanStrip } from '../features/libraries/scan-strip.tsx';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import type { LibraryItem } from '../things.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FaultList } from '../ui/fault-list.tsx';
import { ListPage } from '../ui/list-page.tsx';

/** What scans and looks into the audio found broken. Nothing of it stops anything else. */
export function FaultsPage() {
  const items = useEndpointPages(listLibraryItems, { faults: 'true', limit: 50 }, { count: true });
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } }).data?.items ?? [];
  const checks = useActiveScans(libraries).filter(({ kind }) => kind === 'check_library');
  const may = useMay();
  return (
    <ListPage
      title="Faults"
      label="Items with faults"
      note={items.total !== undefined && items.total > 0 && plural(items.total, 'item')}
      actions={may('library.scan') && <CheckButton libraries={libraries} />}
      before={<ScanStrip scans={checks} libraries={libraries} />}
      pages={items}
      estimatedHeight={120}
      rowKey={(item) => item.id}
      renderRow={(item) => <FaultyItem item={item} />}
      empty={
        <EmptyState icon={<CircleCheck aria-hidden />} title="No faults">
          Every file that was scanned could be read, and nothing is wrong with the audio that was looked into.
          What is would be listed here.
        </EmptyState>
      }
    />
  );
}

function FaultyItem({ item }: { readonly item: LibraryItem }) {
  return (
    <Card className="p-4">
      <h2 className="font-medium wrap-anywhere">
        {item.book === null ? (
          item.path
        ) : (
          <Link to={paths.book(item.book.id)} className="hover:text-accent">
            {item.book.title}
          </Link>
        )}
      </h2>
      {item.book !== null && <p className="mb-1 font-mono text-xs wrap-anywhere text-muted">{item.path}</p>}
      <FaultList faults={faultsOf(item)} />
    </Card>
  );
}
