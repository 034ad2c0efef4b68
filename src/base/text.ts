import { remembered } from './remembered.ts';

/** Folds a title or a name so that two spellings of the same thing compare equal. */
export const textKey: (text: string) => string = remembered(1000, fold);

function fold(text: string): string {
  return (PLAIN.test(text) ? text.toLowerCase().replace(/['`]/gu, '') : unfolded(text))
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Most texts have nothing to fold. */
const PLAIN = /^[ -~]*$/u;

function unfolded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’ʼ`´]/gu, '')
    .replace(/ß/gu, 'ss')
    .replace(/æ/gu, 'ae')
    .replace(/œ/gu, 'oe')
    .replace(/ø/gu, 'o')
    .replace(/ł/gu, 'l');
}

/** Whether a database can hold it: PostgreSQL takes no NUL, and nobody half a character. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The words of a text, folded. */
export function words(text: string): readonly string[] {
  const key = textKey(text);
  return key === '' ? [] : key.split(' ');
}

const LEADING_ARTICLE =
  /^(?:the|an?|der|die|das|ein|eine|le|la|les|l|un|une|el|los|las|il|lo|gli|de|het|een)\s+(?=\S)/u;

/** The key by which titles are compared and sorted: folded, without a leading article. */
export function titleKey(title: string): string {
  return textKey(title).replace(LEADING_ARTICLE, '');
}

/** A person's name as a key: "Tolkien, J. R. R." and "J.R.R. Tolkien" are the same. */
export function personKey(name: string): string {
  const parts = name.split(',');
  const [last, first] = parts;
  const straight =
    parts.length === 2 && last && first && !/^\s*(?:jr|sr|ph\.?d|m\.?d|[iv]+)\.?\s*$/iu.test(first)
      ? `${first} ${last}`
      : name;
  return textKey(straight).replace(/\b(\p{L}) (?=\p{L}\b)/gu, '$1');
}

/** A person's name as it is sorted: "Tolkien, J. R. R." */
export function sortName(name: string): string {
  if (name.includes(',')) return name.trim();
  const parts = name.trim().split(/\s+/u);
  const last = parts.pop();
  return parts.length === 0 || last === undefined ? name.trim() : `${last}, ${parts.join(' ')}`;
}

/** Compares names as people count: "Disc 2" before "Disc 10". */
export function compareNaturally(a: string, b: string): number {
  return NATURAL.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const NATURAL = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
