import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { controlClasses } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { SeriesDraft } from './book-draft.ts';

interface SeriesFieldProps {
  readonly places: readonly SeriesDraft[];
  readonly onPlaces: (places: readonly SeriesDraft[]) => void;
  readonly note: React.ReactNode;
  readonly fault: string | undefined;
}

/** The series of a book, each with the number of the book in it. */
export function SeriesField({ places, onPlaces, note, fault }: SeriesFieldProps) {
  const id = useId();
  const change = (at: number, change: Partial<SeriesDraft>) =>
    onPlaces(places.map((place, index) => (index === at ? { ...place, ...change } : place)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={`${id}note`}>
      <legend className="mb-1 text-[0.8125rem] font-medium">Series</legend>
      {places.map((place, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are typed
        <div key={at} className="flex items-center gap-1.5">
          <input
            aria-label={`Series ${at + 1}`}
            placeholder="Name of the series"
            value={place.name}
            // Another name is another series.
            onChange={(event) => change(at, { name: event.target.value, id: null })}
            className={`h-9 flex-1 max-md:h-11 ${controlClasses}`}
          />
          <input
            aria-label={`Number in series ${at + 1}`}
            placeholder="No."
            value={place.position}
            onChange={(event) => change(at, { position: event.target.value })}
            className={`h-9 w-16! shrink-0 max-md:h-11 ${controlClasses}`}
          />
          <IconButton
            label={`Remove series ${at + 1}`}
            onClick={() => onPlaces(places.filter((_, index) => index !== at))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="small"
          look="quiet"
          icon={<Plus aria-hidden />}
          onClick={() => onPlaces([...places, { id: null, name: '', position: '' }])}
        >
          Add a series
        </Button>
      </div>
      <div
        id={`${id}note`}
        className={`text-xs ${fault === undefined ? 'text-faint' : 'font-medium text-bad'}`}
      >
        {fault ?? note}
      </div>
    </fieldset>
  );
}
