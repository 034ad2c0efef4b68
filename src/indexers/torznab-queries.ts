import type { SearchQuery } from './indexer.ts';
import type { TorznabCaps } from './torznab-caps.ts';

export type TorznabQuery = Readonly<Record<string, string>>;

/** The questions to ask, in order: the next one only where the one before found nothing. */
export function planQueries(
  caps: Pick<TorznabCaps, 'searchParams' | 'bookSearchParams'>,
  { title, authors }: SearchQuery,
): readonly TorznabQuery[] {
  const [author = ''] = authors;
  const book = caps.bookSearchParams;
  const byField = book?.has('author') && book.has('title') && author.trim() !== '';
  const free = caps.searchParams === null && book !== null ? 'book' : 'search';
  const first: TorznabQuery = byField
    ? { t: 'book', author: asWords(author), title: asWords(mainTitle(title)) }
    : { t: free, q: asWords(`${author} ${title}`) };
  const second: TorznabQuery =
    free === 'book' && !book?.has('q')
      ? { t: 'book', title: asWords(mainTitle(title)) }
      : { t: free, q: asWords(mainTitle(title)) };
  return first['q'] !== undefined && first['q'] === second['q'] ? [first] : [first, second];
}

/** Releases seldom carry the subtitle, and most servers want every word. */
function mainTitle(title: string): string {
  const [main = ''] = title.split(/\s*[:(]|\s[-–—]\s/u);
  return asWords(main) === '' ? title : main;
}

/** Many servers take punctuation as an operator; apostrophes and hyphens belong to words. */
function asWords(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}'’-]+/gu, ' ')
    .trim();
}
