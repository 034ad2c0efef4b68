import type { AudioFormat } from './encode-audio.ts';
import type { LibraryLayout } from './library-layouts.ts';
import type { PlannedItem } from './planned-item.ts';
import type { Sidecar } from './sidecar-files.ts';

/** What a careful reader finds out about a generated item, in the words of the wire. */
export interface ItemTruth {
  /** Relative to the library: of the folder, or of the single file. */
  readonly path: string;
  readonly layout: LibraryLayout;
  readonly format: AudioFormat;
  readonly sidecar: Sidecar | null;
  /** In playing order, relative to the library. */
  readonly files: readonly string[];
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly { readonly name: string; readonly position: string }[];
  readonly published_year: number;
  readonly language: string;
  readonly publisher: string;
  readonly asin: string;
  readonly description: string | null;
  readonly chapters: number;
  readonly has_cover: boolean;
}

const WITHOUT_COVER: readonly AudioFormat[] = ['wma', 'aac'];
const WITHOUT_CHAPTERS: readonly AudioFormat[] = ['wav', 'wma', 'm4a'];

export function truthOf(item: PlannedItem): ItemTruth {
  const { book, audio, format } = item;
  return {
    path: item.path,
    layout: item.layout,
    format,
    sidecar: item.sidecar,
    files: audio.map(({ path }) => path),
    title: book.title,
    authors: item.authors,
    narrators: [book.narrator],
    series: book.series === null ? [] : [{ name: book.series.name, position: `${book.series.place}` }],
    published_year: book.year,
    language: 'en',
    publisher: book.tags.publisher ?? '',
    asin: book.tags.asin ?? '',
    description: item.description,
    chapters: audio.length > 1 ? audio.length : chapterCount(item),
    has_cover: !WITHOUT_COVER.includes(format),
  };
}

function chapterCount({ format, sidecar, chapters }: PlannedItem): number {
  if (sidecar === 'cue' || sidecar === 'metadata_json') return 2;
  return WITHOUT_CHAPTERS.includes(format) ? 1 : chapters.length;
}
