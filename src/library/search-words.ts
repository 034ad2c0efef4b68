import { words } from '../base/text.ts';

/** What a search looks for, as queries of PostgreSQL's full text search over folded words. */
export interface SearchWords {
  readonly words: readonly string[];
  /** What an index is asked for. */
  readonly telling: string;
  /** What is seen to afterwards, as most books would be found by it; null: nothing. */
  readonly other: string | null;
}

/** As many letters of a word as an index keeps. */
const MAX_LETTERS = 100;

/** A word of so few letters begins words of most books. */
const TELLING_LETTERS = 3;
const EVERYWHERE = new Set(['the', 'and', 'der', 'die', 'das', 'und']);

/** Each word of a search begins a word of what is found. Null where the text has no words. */
export function searchWords(text: string): SearchWords | null {
  const all = words(text).map((word) => [...word].slice(0, MAX_LETTERS).join(''));
  if (all.length === 0) return null;
  const parts = initialsTogether(all);
  const telling = parts.filter(isTelling);
  if (telling.length === 0) return { words: all, telling: queryOf(parts), other: null };
  const other = parts.filter((part) => !isTelling(part));
  return { words: all, telling: queryOf(telling), other: other.length === 0 ? null : queryOf(other) };
}

function isTelling(part: readonly string[]): boolean {
  const [word = ''] = part;
  return part.length === 1 && word.length >= TELLING_LETTERS && !EVERYWHERE.has(word);
}

/** Letters that follow each other may be initials, which are kept as one word: "J. R. R. Tolkien" is "jrr tolkien". */
function initialsTogether(all: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let isOpen = false;
  for (const word of all) {
    const isLetter = word.length === 1;
    if (isLetter && isOpen) parts.at(-1)?.push(word);
    else parts.push([word]);
    isOpen = isLetter;
  }
  return parts;
}

function queryOf(parts: readonly (readonly string[])[]): string {
  return parts
    .map((part) => {
      const each = part.map(beginning).join(' & ');
      return part.length === 1 ? each : `(${each} | ${beginning(part.join(''))})`;
    })
    .join(' & ');
}

/** Folded words are letters and digits: nothing of them means something in a query. */
function beginning(word: string): string {
  return `'${word}':*`;
}
