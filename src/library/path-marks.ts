import { marksAbridged, withoutAbridgedMark } from './abridged-mark.ts';
import { splitNames } from './person-names.ts';

/** What a folder name says beside its title, and the rest of it. */
export interface MarkedName {
  readonly rest: string;
  readonly asin: string | null;
  readonly narrators: readonly string[];
  readonly year: number | null;
  readonly abridged: boolean | null;
}

const ASIN = /[\s_]*[[({](?:asin[-:\s.]*)?(?<asin>B0[A-Z0-9]{8}|(?=[A-Z0-9]*\d)[A-Z0-9]{10})[\])}]/u;
const READ_BY =
  /[\s,;]*(?:[-–—]\s*)?(?<open>[([{])?\s*(?:read|narrated|performed|gelesen|vorgelesen|lu|leído|letto)\s+(?:aloud\s+)?(?:by|von|par|por|da)\s+(?<names>[^()[\]{}]+?)\s*(?:[)\]}]|(?=\s[-–—]\s)|$)/iu;
const BRACES = /\s*\{(?<inner>[^{}]*)\}/gu;
const BRACKETS = /\s*(?:\((?<round>[^()]*)\)|\[(?<square>[^[\]]*)\])/gu;
const YEAR_IN_BRACKETS = /^(?:1[5-9]|20)\d{2}$/u;
const TECHNICAL =
  /^(?:.*\b(?:mp3s?|m4b|m4a|aac|flac|opus|kbps|[kmg]b(?:\/s)?|\d{2,3}\s?k(?:b|bps)?|vbr|cbr|khz|retail|audio ?books?|hörbuch|audio|ebook|epub|pdf|isbn|graphic ?audio|dramati[sz]ed|multi-?cast)\b.*|\d+\s*(?:of|von|de)\s*\d+|\d+(?:[.:;]\d+)+|eng(?:lish)?|german|de|en|fr|vip|unb|unabr|nmr|www\..*|.*\.(?:to|com|org|net))$/iu;
/** "48k 06.04.36 {126mb}", "by chap", "mp3 format": how a rip was made, at the end of a name. */
const TAIL =
  /[\s,._-]+(?:\d{2,3}\s?k(?:bps)?|\d{1,3}[.:;]\d{2}[.:;]\d{2}|\d+\s?mb|by chap(?:ter)?s?|mp3(?: format)?|m4b|vbr|nmr|unabr?\.?|unb|audio ?books?|hörbuch)$/iu;

/** Takes a folder's name apart: ASIN, narrators, year, "(Unabridged)" and how the files were made. */
export function takeMarks(name: string): MarkedName {
  const narrators: string[] = [];
  const asin = ASIN.exec(name)?.groups?.['asin'] ?? null;
  const abridged = marksAbridged(name);
  let year: number | null = null;
  let rest = withoutAbridgedMark(name.replace(ASIN, ''));
  rest = rest.replace(BRACKETS, (whole, round?: string, square?: string) => {
    const inner = (round ?? square ?? '').trim();
    if (YEAR_IN_BRACKETS.test(inner)) year ??= Number(inner);
    return YEAR_IN_BRACKETS.test(inner) || inner === '' || TECHNICAL.test(inner) ? ' ' : whole;
  });
  rest = rest.replace(READ_BY, (_, ...groups) => {
    narrators.push(...splitNames(namesIn(groups)));
    return '';
  });
  rest = rest.replace(BRACES, (_, inner: string) => {
    if (!TECHNICAL.test(inner) && inner.length > 3 && !/\d/u.test(inner))
      narrators.push(...splitNames(inner));
    return '';
  });
  return { rest: withoutTail(rest), asin, narrators, year, abridged };
}

function namesIn(groups: readonly unknown[]): string {
  const named = groups.at(-1);
  return typeof named === 'object' && named !== null && 'names' in named ? String(named.names) : '';
}

function withoutTail(text: string): string {
  let rest = text.trim();
  for (
    let shorter = rest.replace(TAIL, '');
    shorter !== rest && shorter !== '';
    shorter = rest.replace(TAIL, '')
  ) {
    rest = shorter.trim();
  }
  return rest
    .replace(/\s+/gu, ' ')
    .replace(/[\s,–—-]+$/u, '')
    .replace(/^[\s,–—-]+/u, '')
    .trim();
}
