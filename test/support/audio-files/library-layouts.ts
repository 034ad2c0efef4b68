import type { MadeUpBook } from './made-up-book.ts';

/** How people lay out a library of audiobooks. */
export const LIBRARY_LAYOUTS = ['audiobookshelf', 'plex', 'listenarr', 'readarr', 'flat', 'series'] as const;
export type LibraryLayout = (typeof LIBRARY_LAYOUTS)[number];

type Named = Pick<MadeUpBook, 'title' | 'author' | 'narrator' | 'year' | 'series'>;

/** The folder of a book, relative to the library; empty where its file lies in the library itself. */
export function folderIn(layout: LibraryLayout, { title, author, narrator, year, series }: Named): string {
  switch (layout) {
    case 'audiobookshelf':
      return series === null
        ? `${author}/${year} - ${title} {${narrator}}`
        : `${author}/${series.name}/Vol ${series.place} - ${year} - ${title} {${narrator}}`;
    case 'plex':
      return `${author}/${title}`;
    case 'listenarr':
      return series === null ? `${author}/${title}` : `${author}/${series.name}/${title}`;
    case 'readarr':
      return `${author}/${title} (${year})`;
    case 'flat':
      return '';
    case 'series':
      return series === null
        ? `${lastFirst(author)}/${title}`
        : `${series.name}/${two(series.place)} - ${title} - ${lastFirst(author)}`;
  }
}

/** The files of a book of so many parts, relative to its folder. */
export function fileNamesIn(
  layout: LibraryLayout,
  { title, author }: Named,
  parts: number,
  ending: string,
): readonly string[] {
  const numbers = Array.from({ length: parts }, (_, at) => at + 1);
  switch (layout) {
    case 'flat':
      return [`${author} - ${title}${ending}`];
    case 'readarr':
      if (parts === 1) return [`${author} - ${title}${ending}`];
      return numbers.map((number) => `${author} - ${title} - ${two(number)}${ending}`);
    case 'series':
      if (parts === 1) return [`${title}${ending}`];
      return numbers.map((number) => {
        const { disc, track } = discAndTrack(number);
        return `CD${disc}/Track ${two(track)}${ending}`;
      });
    default:
      if (parts === 1) return [`${title}${ending}`];
      return numbers.map((number) => `${two(number)} - Chapter ${number}${ending}`);
  }
}

/** Where discs are folders, two files are on each. */
export function discAndTrack(number: number): { readonly disc: number; readonly track: number } {
  return { disc: Math.ceil(number / 2), track: ((number - 1) % 2) + 1 };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function lastFirst(author: string): string {
  const at = author.lastIndexOf(' ');
  return `${author.slice(at + 1)}, ${author.slice(0, at)}`;
}
