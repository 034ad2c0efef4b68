import { languageName } from '../../../../src/base/language.ts';
import { formatDuration } from '../../../../src/base/quantities.ts';
import { useMay } from '../../session.ts';
import type { BookDetail, Library, Recording } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { MoveMenu } from '../editing/move-menu.tsx';
import { OwnedItem } from './owned-item.tsx';

interface RecordingCardProps {
  readonly book: BookDetail;
  readonly recording: Recording;
  readonly libraries: readonly Library[];
}

/** One recording of a book: who reads it, and where it is owned. */
export function RecordingCard({ book, recording, libraries }: RecordingCardProps) {
  const narrators = recording.narrators.join(', ');
  const heading = narrators === '' ? 'Narrator unknown' : `Read by ${narrators}`;
  const mayEdit = useMay()('library.edit');
  // Else the files are the recording, which has a menu of its own.
  const isOneOfSome = book.recordings.length > 1 || recording.library_items.length > 1;
  return (
    <Card>
      <div className="flex items-center gap-2 border-b border-line py-1.5 pr-2 pl-4">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 gap-y-1 py-1.5">
          <h3 className="font-medium">{heading}</h3>
          <p className="text-[0.8125rem] text-muted">{traitsOf(recording).join(' · ')}</p>
        </div>
        {mayEdit && (
          <MoveMenu
            label={`More for the recording: ${heading}`}
            book={book}
            moved={{ kind: 'recording', id: recording.id }}
          />
        )}
      </div>
      {recording.library_items.length === 0 ? (
        <p className="px-4 py-3 text-muted">Not in a library.</p>
      ) : (
        <ul className="divide-y divide-line">
          {recording.library_items.map((item) => (
            <li key={item.id} className="px-4 py-3">
              <OwnedItem
                item={item}
                menu={
                  mayEdit &&
                  isOneOfSome && (
                    <MoveMenu
                      label={`More for the files: ${item.path}`}
                      book={book}
                      moved={{ kind: 'item', id: item.id }}
                    />
                  )
                }
                libraryName={libraries.find((library) => library.id === item.library_id)?.name}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function traitsOf(recording: Recording): readonly string[] {
  const { language, abridged, dramatised, duration_seconds: seconds, publisher, asin, isbn } = recording;
  return [
    language === null ? null : languageName(language),
    abridged === null ? null : abridged ? 'abridged' : 'unabridged',
    dramatised === true ? 'dramatised' : null,
    seconds === null ? null : formatDuration(seconds),
    publisher,
    asin === null ? null : `ASIN ${asin}`,
    isbn === null ? null : `ISBN ${isbn}`,
  ].filter((trait) => trait !== null);
}
