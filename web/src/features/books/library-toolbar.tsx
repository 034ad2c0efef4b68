import { Grid3x3, List } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Library } from '../../things.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { FilterSelect } from '../../ui/select-field.tsx';
import { type LibraryFilters, SORTS, sortOf } from './library-filters.ts';

export const LOOKS = ['covers', 'list'] as const;
export type Look = (typeof LOOKS)[number];

interface LibraryToolbarProps {
  readonly filters: LibraryFilters;
  readonly onChange: (change: Partial<LibraryFilters>) => void;
  readonly libraries: readonly Library[];
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** The page was opened in order to search on it. */
  readonly isSearchFocused: boolean;
}

export function LibraryToolbar({
  filters,
  onChange,
  libraries,
  look,
  onLook,
  isSearchFocused,
}: LibraryToolbarProps) {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isSearchFocused) search.current?.focus();
  }, [isSearchFocused]);

  return (
    <search className="sticky top-0 z-10 -mx-4 mb-3 flex flex-wrap items-center gap-2 bg-page/92 px-4 py-2 backdrop-blur-sm md:-mx-8 md:px-8">
      <div className="min-w-0 flex-1 basis-full lg:basis-64">
        <SearchField
          ref={search}
          label="Search the library"
          placeholder="Title, author, narrator or series"
          value={filters.search}
          onValue={(text) => onChange({ search: text })}
        />
      </div>
      <div className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:px-0">
        <Segments
          label="Which books"
          segments={[
            { value: 'owned', label: 'Owned' },
            { value: 'all', label: 'All' },
          ]}
          value={filters.show}
          onValue={(show) => onChange({ show })}
        />
        {libraries.length > 1 && (
          <FilterSelect
            label="Library"
            choices={[
              { value: '', label: 'Every library' },
              ...libraries.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            value={filters.libraryId}
            onValue={(libraryId) => onChange({ libraryId })}
          />
        )}
        <FilterSelect
          label="Sort by"
          choices={SORTS}
          value={sortOf(filters)}
          onValue={(sort) => onChange({ sort })}
        />
        <Segments
          label="Show as"
          segments={[
            { value: 'covers', label: 'Covers', icon: <Grid3x3 aria-hidden /> },
            { value: 'list', label: 'List', icon: <List aria-hidden /> },
          ]}
          value={look}
          onValue={onLook}
        />
      </div>
    </search>
  );
}
