import { FolderInput } from 'lucide-react';
import { listImports } from '../../../src/contract/imports.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { ImportCard } from '../features/imports/import-card.tsx';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import type { Import } from '../things.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

/** What waits for a person comes first, then everything else. */
export function ImportsPage() {
  const held = useEndpoint(listImports, { query: { state: 'held', limit: 200 } }).data?.items ?? [];
  const all = useEndpointPages(listImports, { limit: 50 });
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } }).data?.items;

  const resolver = useMay()('imports.resolve') ? 'you' : 'an administrator';

  const others = { ...all, rows: all.rows?.filter((entry) => entry.state !== 'held') };
  const card = (entry: Import) => (
    <ImportCard
      entry={entry}
      libraryName={libraries?.find((library) => library.id === entry.library_id)?.name}
    />
  );

  return (
    <ListPage
      title="Imports"
      label="Imports"
      before={
        held.length > 0 && (
          <section aria-label={`Waiting for ${resolver}`} className="mb-8">
            <h2 className="mb-2.5 font-semibold text-warn">
              {held.length === 1 ? `One waits for ${resolver}` : `${held.length} wait for ${resolver}`}
            </h2>
            <ul className="flex flex-col gap-2.5">
              {held.map((entry) => (
                <li key={entry.id}>{card(entry)}</li>
              ))}
            </ul>
          </section>
        )
      }
      pages={others}
      estimatedHeight={180}
      rowKey={(entry) => entry.id}
      renderRow={card}
      empty={
        held.length === 0 && (
          <EmptyState
            icon={<FolderInput aria-hidden />}
            title="Nothing was imported yet"
            action={<ButtonLink to={paths.wanted}>See what is wanted</ButtonLink>}
          >
            A finished download is compared with what was wanted and put into the library. Where there is
            doubt it waits here for {resolver}.
          </EmptyState>
        )
      }
    />
  );
}
