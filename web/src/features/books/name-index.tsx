import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { plural } from '../../../../src/base/quantities.ts';
import type { Pages } from '../../api.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { SearchField } from '../../ui/search-field.tsx';

interface NameIndexProps<Row> {
  readonly title: string;
  /** `author` or `series`, and several of them. */
  readonly words: readonly [one: string, many: string];
  readonly icon: ReactNode;
  readonly names: Pages<Row>;
  readonly nameOf: (row: Row) => string;
  readonly pathOf: (id: number) => string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** All authors, or all series: names with how many books each has. */
export function NameIndex<Row extends { readonly id: number; readonly book_count: number }>({
  title,
  words: [one, many],
  icon,
  names,
  nameOf,
  pathOf,
  search,
  onSearch,
}: NameIndexProps<Row>) {
  const isAll = search === '';
  return (
    <ListPage
      title={title}
      label={title}
      note={names.total !== undefined && plural(names.total, one, many)}
      before={
        <search className="sticky top-0 z-10 -mx-4 mb-2 block bg-page/92 px-4 py-2 backdrop-blur-sm md:-mx-8 md:px-8">
          <SearchField label={`Search the ${many}`} placeholder="Name" value={search} onValue={onSearch} />
        </search>
      }
      pages={names}
      estimatedHeight={44}
      gap={0}
      rowKey={(row) => row.id}
      renderRow={(row) => (
        <Link
          to={pathOf(row.id)}
          className="group flex h-11 items-center justify-between gap-4 border-b border-line px-3 hover:bg-sunken"
        >
          <span className="truncate font-medium group-hover:text-accent">{nameOf(row)}</span>
          <span className="shrink-0 text-[0.8125rem] text-muted tabular-nums">
            {plural(row.book_count, 'book')}
          </span>
        </Link>
      )}
      empty={
        <EmptyState
          icon={icon}
          title={isAll ? `No ${many} yet` : `No ${one} matches “${search}”`}
          action={isAll && <ButtonLink to={paths.library}>Go to the library</ButtonLink>}
        >
          {isAll ? 'They come with your books: scan a library, or want a book.' : 'Try fewer letters.'}
        </EmptyState>
      }
    />
  );
}
