import { useId, useState } from 'react';
import { listBooks } from '../../../../src/contract/books.ts';
import { useEndpoint } from '../../api.ts';
import { coverUrl } from '../../cover-url.ts';
import type { Book } from '../../things.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Cover } from '../../ui/cover.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { namesOf } from '../books/byline.tsx';

interface BookPickerProps {
  /** The book that another one is chosen for: those of its author come first. */
  readonly book: Pick<Book, 'id' | 'author_id'>;
  readonly chosenId: number | null;
  readonly onChoose: (book: Book) => void;
}

const SHOWN = 8;

/** Another book, chosen by search. */
export function BookPicker({ book, chosenId, onChoose }: BookPickerProps) {
  const [search, setSearch] = useState('');
  const name = useId();
  const words = search.trim();
  const wanted =
    words !== '' ? { search: words } : book.author_id === null ? {} : { author_id: book.author_id };
  // One more, for the book itself may be among them.
  const answer = useEndpoint(listBooks, { query: { ...wanted, limit: SHOWN + 1 } }, { keepPrevious: true });
  const found = answer.data?.items.filter(({ id }) => id !== book.id).slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-2">
      <SearchField
        label="Search for a book"
        placeholder="Title, author, narrator or series"
        value={search}
        onValue={setSearch}
      />
      {found === undefined ? (
        answer.error === null ? (
          <Skeleton className="h-40 w-full" />
        ) : (
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
        )
      ) : found.length === 0 ? (
        <p aria-live="polite" className="py-3 text-muted">
          {words === ''
            ? 'No other book is by this author: search for one.'
            : 'No other book has these words.'}
        </p>
      ) : (
        <ul
          aria-label="Books found"
          className={`-mx-1 max-h-72 overflow-y-auto p-1 ${answer.isPlaceholderData ? 'opacity-60' : ''}`}
        >
          {found.map((each) => (
            <li key={each.id}>
              <ChoiceRow name={name} isChosen={each.id === chosenId} onChoose={() => onChoose(each)}>
                <Cover
                  title={each.title}
                  src={coverUrl(each.cover_item_id)}
                  isSmall
                  className="w-10 shrink-0"
                />
                <span className="min-w-0 flex-1">
                  <span className="block font-medium wrap-anywhere">{each.title}</span>
                  <span className="block text-xs text-muted">{detailsOf(each)}</span>
                </span>
              </ChoiceRow>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function detailsOf({ authors, narrators, series, owned }: Book): string {
  return [
    authors.length === 0 ? 'unknown author' : namesOf(authors),
    narrators.length === 0 ? null : `read by ${narrators.join(', ')}`,
    ...series.map(({ name, position }) => (position === null ? name : `${name}, book ${position}`)),
    owned ? null : 'not owned',
  ]
    .filter((detail) => detail !== null)
    .join(' · ');
}
