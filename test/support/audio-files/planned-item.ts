import { AUDIO_FORMATS, type AudioFormat } from './encode-audio.ts';
import {
  discAndTrack,
  fileNamesIn,
  folderIn,
  LIBRARY_LAYOUTS,
  type LibraryLayout,
} from './library-layouts.ts';
import { type MadeUpBook, madeUpBook } from './made-up-book.ts';
import type { SampleChapter, SampleTags } from './sample-tags.ts';
import { SIDECARS, type Sidecar, sidecarFiles } from './sidecar-files.ts';

/** Of what kinds the items of a library are; they take turns. */
export interface LibraryKinds {
  readonly layouts: readonly LibraryLayout[];
  readonly formats: readonly AudioFormat[];
  /** Beside half of the books that have a folder; what stands there is then missing in the tags. */
  readonly sidecars: boolean;
}

/** One item to be written; all paths are relative to the library. */
export interface PlannedItem {
  /** Of the folder, or of the single file. */
  readonly path: string;
  readonly layout: LibraryLayout;
  readonly format: AudioFormat;
  readonly sidecar: Sidecar | null;
  readonly book: MadeUpBook;
  readonly authors: readonly string[];
  readonly description: string | null;
  /** In playing order. */
  readonly audio: readonly { readonly path: string; readonly tags: SampleTags }[];
  /** To be embedded in the only file. */
  readonly chapters: readonly SampleChapter[];
  readonly beside: readonly { readonly path: string; readonly text: string }[];
}

export const SECONDS = 3;
export const CHAPTERS: readonly SampleChapter[] = [
  { title: 'Chapter 1', startSeconds: 0, endSeconds: 1 },
  { title: 'Chapter 2', startSeconds: 1, endSeconds: SECONDS },
];

export const PLAIN: LibraryKinds = {
  layouts: ['audiobookshelf'],
  formats: ['m4b', 'mp3'],
  sidecars: false,
};

export const ALL_KINDS: LibraryKinds = {
  layouts: LIBRARY_LAYOUTS,
  formats: ['m4b', 'm4b-faststart', 'm4a', 'mp3', 'mp3-vbr', 'flac', 'ogg', 'opus', 'wav', 'wma'],
  sidecars: true,
};

/** How often a format is taken: for books of one file, and of several. */
const OFTEN: Readonly<Partial<Record<AudioFormat, readonly [number, number]>>> = {
  m4b: [50, 0],
  'm4b-faststart': [10, 0],
  m4a: [8, 5],
  mp3: [12, 24],
  'mp3-vbr': [6, 6],
  flac: [4, 3],
  ogg: [3, 3],
  opus: [5, 5],
  wav: [1, 0],
  wma: [1, 0],
};
const PARTS = 3;

/** The same item for the same number. */
export function planItem(index: number, kinds: LibraryKinds): PlannedItem {
  const { layouts } = kinds;
  const layout = layouts[index % layouts.length] ?? 'audiobookshelf';
  const parts = isInParts(index, layouts) ? PARTS : 1;
  const format = formatOf(index, parts, kinds.formats);
  const { ending } = AUDIO_FORMATS[format];
  const book = madeUpBook(index);
  const folder = folderIn(layout, book);
  const inFolder = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const names = fileNamesIn(layout, book, parts, ending);
  const [only = ''] = names;
  const sidecar = folder === '' || !kinds.sidecars ? null : sidecarOf(index, parts, format);
  const authors =
    index % 25 === 24 && kinds.sidecars ? [book.author, madeUpBook(index + 321).author] : [book.author];
  const description = sidecar === null || sidecar === 'cue' ? null : describe(book);
  const tags = bookTags(index, { book, authors, sidecar, format });
  return {
    path: folder === '' ? only : folder,
    layout,
    format,
    sidecar,
    book,
    authors,
    description,
    audio: names.map((name, at) => ({
      path: inFolder(name),
      tags: parts === 1 ? tags : { ...tags, ...partTags(layout, at + 1) },
    })),
    chapters: parts === 1 && sidecar !== 'cue' ? CHAPTERS : [],
    beside:
      sidecar === null
        ? []
        : sidecarFiles(sidecar, {
            ...book,
            authors,
            description: description ?? '',
            chapters: CHAPTERS,
            file: parts === 1 ? only : null,
          }).map(([name, text]) => ({ path: inFolder(name), text })),
  };
}

/** Every fourth of all; a library's own folder holds books of one file only, so that the others have more of the rest. */
function isInParts(index: number, layouts: readonly LibraryLayout[]): boolean {
  if (layouts[index % layouts.length] === 'flat') return false;
  const turn = Math.floor(index / layouts.length);
  const foldered = layouts.filter((layout) => layout !== 'flat').length;
  const before = Math.floor((turn * layouts.length) / (4 * foldered));
  return Math.floor(((turn + 1) * layouts.length) / (4 * foldered)) > before;
}

function formatOf(index: number, parts: number, formats: readonly AudioFormat[]): AudioFormat {
  const weighed = formats.flatMap((format) => {
    const times = OFTEN[format]?.[parts === 1 ? 0 : 1] ?? 0;
    return Array.from({ length: times }, () => format);
  });
  const choice = weighed.length === 0 ? formats : weighed;
  // Scattered, so that no layout has a format of its own.
  return choice[(Math.imul(index + 1, 0x9e37_79b1) >>> 8) % choice.length] ?? 'm4b';
}

function sidecarOf(index: number, parts: number, format: AudioFormat): Sidecar | null {
  const kind = SIDECARS[(Math.imul(index + 1, 0x85eb_ca6b) >>> 8) % (2 * SIDECARS.length)] ?? null;
  return kind === 'cue' && (parts > 1 || format.startsWith('m4b')) ? null : kind;
}

/** Each kind of sidecar is the only one that knows something. */
function bookTags(
  index: number,
  { book, authors, sidecar, format }: Pick<PlannedItem, 'book' | 'authors' | 'sidecar' | 'format'>,
): SampleTags {
  const { composer, series, seriesPart, publisher, ...rest } = book.tags;
  const isBeside = sidecar === 'desc_txt' || sidecar === 'nfo';
  // Windows Media has no tag of its own for a narrator.
  const place = format === 'wma' ? 0 : index % 3;
  return {
    ...rest,
    album: book.title,
    artist: authors.length === 1 ? book.author : authors,
    albumArtist: authors.join(', '),
    ...(publisher === undefined || sidecar === 'opf' ? {} : { publisher }),
    ...(composer === undefined || isBeside || place === 1 ? {} : { composer }),
    ...(composer === undefined || isBeside || place === 0 ? {} : { narrator: composer }),
    ...(series === undefined || sidecar === 'metadata_json' ? {} : { series }),
    ...(seriesPart === undefined || sidecar === 'metadata_json' ? {} : { seriesPart }),
  };
}

function partTags(layout: LibraryLayout, number: number): SampleTags {
  const title = `Chapter ${number}`;
  if (layout !== 'series') return { title, track: { number, total: PARTS } };
  const { disc, track } = discAndTrack(number);
  return { title, disc: { number: disc, total: 2 }, track: { number: track } };
}

function describe({ title, author }: MadeUpBook): string {
  return `${title} is the book in which ${author} tells of a journey that nobody else came back from.`;
}
