import { folderIn } from './library-layouts.ts';
import type { SampleTags } from './sample-tags.ts';

const FIRST_NAMES =
  'Ada Boris Clara Dorian Edith Felix Greta Hugo Iris Jasper Klara Leon Mina Noel Olive Piers'.split(' ');
const LAST_NAMES =
  'Ashdown Birkett Calloway Dunmore Ellery Farrow Goodwin Hartley Ingram Jessop Kestrel Lockwood Merriman Norwood Oakes Pembroke'.split(
    ' ',
  );
const ADJECTIVES =
  'Silent Crimson Hollow Golden Distant Broken Winter Hidden Amber Restless Silver Forgotten Northern Quiet Burning Last'.split(
    ' ',
  );
const NOUNS =
  'Harbour Garden Lantern River Kingdom Orchard Letter Mirror Tower Voyage Forest Clock Bridge Island Winter Road'.split(
    ' ',
  );
const PLACES =
  'Aldermoor Brackwater Carrowmore Dunhollow Eastmere Fallowfield Greyhaven Highcliff Ivywood Kingsbarrow Longmarsh Millbrook Northwold Oldcastle Penrith Ravenscar'.split(
    ' ',
  );

/** A book that was never written. */
export interface MadeUpBook {
  readonly title: string;
  readonly author: string;
  readonly narrator: string;
  readonly year: number;
  readonly series: { readonly name: string; readonly place: number } | null;
  /** Where Audiobookshelf would have it: `Author/Series/Vol 1 - 1950 - Title {Narrator}`, or without the series. */
  readonly folder: string;
  readonly tags: SampleTags & { readonly title: string };
}

/** The same book for the same number; six of ten belong to a series. */
export function madeUpBook(index: number): MadeUpBook {
  const authorIndex = Math.floor(index / 10);
  const author = `${pick(FIRST_NAMES, authorIndex)} ${initial(authorIndex)}${pick(LAST_NAMES, Math.floor(authorIndex / 16))}`;
  const narrator = `${pick(FIRST_NAMES, index * 7 + 3)} ${pick(LAST_NAMES, index * 5 + 1)}`;
  const title = `The ${pick(ADJECTIVES, index)} ${pick(NOUNS, Math.floor(index / 16))} of ${pick(PLACES, Math.floor(index / 256))}${again(index)}`;
  const year = 1950 + (index % 75);
  const place = (index % 10) + 1;
  const series = place <= 6 ? { name: `The ${pick(PLACES, authorIndex)} Chronicles`, place } : null;
  const book = { title, author, narrator, year, series };
  return {
    ...book,
    folder: folderIn('audiobookshelf', book),
    tags: {
      title,
      artist: author,
      albumArtist: author,
      composer: narrator,
      date: `${year}`,
      language: 'eng',
      publisher: 'Lockwood & Sons',
      asin: `B0${index.toString(36).toUpperCase().padStart(8, '0')}`,
      ...(series === null ? {} : { series: series.name, seriesPart: `${place}` }),
    },
  };
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}

/** Beyond 256 authors, the same names with an initial between them. */
function initial(authorIndex: number): string {
  const round = Math.floor(authorIndex / 256);
  return round === 0 ? '' : `${String.fromCharCode(65 + ((round - 1) % 26))}. `;
}

function again(index: number): string {
  const round = Math.floor(index / 4096);
  return round === 0 ? '' : ` ${round + 1}`;
}
