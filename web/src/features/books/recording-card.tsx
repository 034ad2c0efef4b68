import { languageName } from '../../../../src/base/language.ts';
import { formatDuration } from '../../../../src/base/quantities.ts';
import type { Library, Recording } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { OwnedItem } from './owned-item.tsx';

interface RecordingCardProps {
  readonly recording: Recording;
  readonly libraries: readonly Library[];
}

/** One recording of a book: who reads it, and where it is owned. */
export function RecordingCard({ recording, libraries }: RecordingCardProps) {
  const narrators = recording.narrators.join(', ');
  return (
    <Card>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line px-4 py-3">
        <h3 className="font-medium">{narrators === '' ? 'Narrator unknown' : `Read by ${narrators}`}</h3>
        <p className="text-[0.8125rem] text-muted">{traitsOf(recording).join(' · ')}</p>
      </div>
      {recording.library_items.length === 0 ? (
        <p className="px-4 py-3 text-muted">Not in a library.</p>
      ) : (
        <ul className="divide-y divide-line">
          {recording.library_items.map((item) => (
            <li key={item.id} className="px-4 py-3">
              <OwnedItem
                item={item}
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
  const { language, abridged, duration_seconds: seconds, publisher, asin, isbn } = recording;
  return [
    language === null ? null : languageName(language),
    abridged === null ? null : abridged ? 'abridged' : 'unabridged',
    seconds === null ? null : formatDuration(seconds),
    publisher,
    asin === null ? null : `ASIN ${asin}`,
    isbn === null ? null : `ISBN ${isbn}`,
  ].filter((trait) => trait !== null);
}
