import { plural } from '../../../../src/base/quantities.ts';
import type { BulkEdited, PlannedChange } from '../../things.ts';
import { ChangeWords } from './change-words.tsx';

/** What a bulk edit would change, book by book. */
export function BulkPreview({ edited }: { readonly edited: BulkEdited }) {
  const { book_count: books, changed_book_count: changed, change_count: count, changes } = edited;
  const groups = byBook(changes);
  return (
    <>
      <p className="text-muted">
        {changed === 0
          ? 'All of these books are so already.'
          : `${plural(changed, 'book')} of ${books} would change, ${plural(count, 'field')} in all.`}
      </p>
      {groups.length > 0 && (
        <ul aria-label="What would change" className="flex flex-col gap-3">
          {groups.map(([bookId, ofBook]) => (
            <li key={bookId} className="rounded-lg border border-line px-3 py-2">
              <p className="font-medium wrap-anywhere">{ofBook[0]?.book_title}</p>
              {ofBook.map((change) => (
                <div key={`${change.recording_id} ${change.field}`} className="mt-1 text-[0.8125rem]">
                  <ChangeWords change={change} />
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
      {count > changes.length && (
        <p className="text-xs text-faint">… and {plural(count - changes.length, 'field')} more.</p>
      )}
    </>
  );
}

function byBook(changes: readonly PlannedChange[]): readonly (readonly [number, readonly PlannedChange[]])[] {
  const groups = new Map<number, PlannedChange[]>();
  for (const change of changes) {
    const id = change.book_id ?? 0;
    groups.set(id, [...(groups.get(id) ?? []), change]);
  }
  return [...groups];
}
