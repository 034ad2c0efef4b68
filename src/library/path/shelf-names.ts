import { words } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { LIKELY, peopleLikeness } from './person-likeness.ts';
import type { Name } from './read-name.ts';

const SHELF =
  /^(?:(?:my |the |all )?audio ?books?|hörbücher|livres audio|books?|bücher|fiction|non-?fiction|(?:epic |urban |dark |high )?fantasy|sci-?fi|science fiction|(?:\p{L}+ )?romance|(?:\p{L}+ )?thrillers?|(?:\p{L}+ )?myster(?:y|ies)|crime|horror|history|biograph(?:y|ies)(?: (?:and|&) memoirs?)?|(?:auto)?biograph(?:y|ies)|memoirs?|classics|literature|poetry|drama|humou?r|comedy|philosophy|religion|politics|psychology|science|health|travel|children(?:s|'s)?|kids|teen|young adult|ya|lit ?rpg|gamelit|westerns?|self[- ]help|business|short stories.*|english|german|deutsch|french|français|spanish|español|italian|russian|unsorted|sorted|new|incoming|misc(?:ellaneous)?|various|collections?|series|authors?|anthologies|standalones?|singles?|library|media|data|mnt|home|downloads?|completed?|finished|torrents?|usenet|shared?|public|audible|abs|plex|mp3s?|m4bs?|[a-z0-9]|\d{4}|[a-z]-[a-z])(?:\s+[\d.]+)?$/iu;
/** "Complete Works", "Short Stories and Essays", "Other Books": nothing but words for a heap of books. */
const HEAP_WORDS: ReadonlySet<string> = new Set(
  'the tales legends canon sagas trilogies all my his her other more complete completed collected selected entire full early later unabridged abridged standalone standalones single nonseries mixed misc various unsorted collection collections set sets box boxset audio audiobook audiobooks hörbücher book books novel novels novella novellas short stories story fiction nonfiction works poem poems poetry plays essays lectures writings anthology library archive discography bibliography mp3 mp3s m4b m4bs and of by'.split(
    ' ',
  ),
);
const RANKING =
  /\b(?:awards?|winners?|nominees?|top \d+|best (?:of|novels?|books?|sellers?)|bestsellers|greatest|must[- ]reads?)\b/iu;
/** "68 Audiobooks": so many that they are no series. */
export const COUNTED = /(?<!\p{N})\d+ (?:mp3 |m4b |unabridged )?(?:audio ?)?books?(?!\p{L})/iu;

/** "Jane Austen" of "Jane Austen 3 Audiobooks". */
export function withoutCount(text: string): string {
  return text.replace(/(?<=\S)[\s,-]+\d{1,3} (?:mp3 |m4b |unabridged )?(?:audio ?)?books?$/iu, '');
}

export function isRankingName({ text, parts }: Name): boolean {
  if (RANKING.test(text)) return true;
  const texts = [withoutCount(text), ...parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))];
  return COUNTED.test(text) && !texts.some((some) => peopleLikeness(some) >= LIKELY);
}

export function isShelf(name: Name): boolean {
  // "Various Authors", "Unknown": nobody.
  const isNobody = splitNames(name.text).length === 0;
  return isNobody || isShelfName(name.text) || name.parts.every(({ kind }) => kind === 'noise');
}

export function isShelfName(text: string): boolean {
  return SHELF.test(text) || words(text).every((word) => HEAP_WORDS.has(word) || /^\d+$/u.test(word));
}
