import { z } from 'zod';
import { BookSnapshot, Named, NamedPlace, RecordingSnapshot } from '../catalog/catalog-values.ts';
import { EXISTS, WANTS } from './subject.ts';

/** A value of the history as people read it; null where it is empty. */
export function wordsOfValue(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value) && value.length === 0) return null;
  switch (field) {
    case 'authors':
      return z
        .array(Named)
        .parse(value)
        .map(({ name }) => name)
        .join(', ');
    case 'series':
      return z
        .array(NamedPlace)
        .parse(value)
        .map(({ name, position }) => (position === null ? name : `${name} #${position}`))
        .join(', ');
    case 'narrators':
      return z.array(z.string()).parse(value).join(', ');
    case 'book':
      return Named.parse(value).name;
    case 'recording':
      return `recording ${Named.parse(value).id}`;
    case WANTS:
      return z.array(z.number()).parse(value).join(', ');
    case EXISTS:
      return wordsOfWhole(value);
    default:
      return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  }
}

function wordsOfWhole(value: unknown): string {
  const book = BookSnapshot.safeParse(value);
  if (book.success) return book.data.values.title;
  const { narrators } = RecordingSnapshot.parse(value).values;
  return narrators.length === 0 ? 'a recording' : `read by ${narrators.join(', ')}`;
}
