import { textKey } from '../base/text.ts';

const NUMBER_WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

const DISC = 'cd|dvd|dis[ck]s?|disque|disco';
const PART = String.raw`part|pt\.?|parte|partie|teil|deel|del|tape|cassette|kassette`;
const COUNT = String.raw`(?<count>\d{1,3}|[ivx]{1,4}|${NUMBER_WORDS.join('|')})`;
const OF = String.raw`(?:\s*(?:of|von|de|av|/)\s*\d{1,3})?`;

const FORMS: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?<before>.*?)[([]?(?:${DISC})[\s._#-]*${COUNT}${OF}[)\]]?(?:\s*[-–:.([].*)?$`,
    'iu',
  ),
  new RegExp(String.raw`^(?<before>.*?)[([]?(?:${PART})[\s._#-]*${COUNT}${OF}[)\]]?$`, 'iu'),
  /^(?<before>.*?)[([]?(?:side|seite)[\s._#-]*(?<count>[a-h]|\d{1,2})[)\]]?$/iu,
];

/**
 * The number of a folder that holds one disc, part or side of the book in its parent ("CD1", "Disc 2 of 3", "Side B",
 * "Emma CD 1" within "Emma"); null for any other folder.
 */
export function discNumber(folderName: string, parentName: string): number | null {
  for (const form of FORMS) {
    const { before = '', count } = form.exec(folderName.trim())?.groups ?? {};
    if (count === undefined || !isOfParent(before, parentName)) continue;
    const number = countOf(count.toLowerCase(), form === FORMS[2]);
    if (number !== null) return number;
  }
  return null;
}

/** What stands before the disc's number may only repeat the book's own name. */
function isOfParent(before: string, parentName: string): boolean {
  const key = textKey(before);
  if (key === '') return before === '' || /[\s._([-]$/u.test(before);
  const parent = textKey(parentName);
  const endsInWord = !/[\p{L}\p{N}]$/u.test(before);
  return endsInWord && (parent === key || parent.startsWith(`${key} `) || parent.endsWith(` ${key}`));
}

function countOf(text: string, isSide: boolean): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  if (isSide) return text.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  const index = NUMBER_WORDS.includes(text) ? NUMBER_WORDS.indexOf(text) : ROMAN.indexOf(text);
  return index < 0 ? null : index + 1;
}
