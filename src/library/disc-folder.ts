import { textKey } from '../base/text.ts';
import { numberOfRoman, numberOfWord } from './spelled-number.ts';

/** What the name of a folder says that holds a disc, a part or a side of a book. */
export interface DiscMark {
  /** What stands before it: the book's own name, or nothing. */
  readonly before: string;
  readonly kind: 'disc' | 'part' | 'side';
  readonly number: number;
  /** Of how many: "CD1 of 2". */
  readonly total: number | null;
}

const WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const COUNT = String.raw`(?<count>\d{1,3}|[ivx]{1,4}|${WORDS})`;
const OF = String.raw`(?:\s*(?:of|von|de|av|/)\s*(?<total>\d{1,3}))?`;
const DISC = 'cd|dvd|dis[ck]s?|disque|disco';
const PART = String.raw`part|pt\.?|parte|partie|teil|deel|del|tape|cassette|kassette`;

const FORMS: readonly (readonly [DiscMark['kind'], RegExp])[] = [
  [
    'disc',
    new RegExp(
      String.raw`^(?<before>.*?)[([]?(?:${DISC})[\s._#-]*${COUNT}${OF}[)\]]?(?:\s*[-–:.([].*)?$`,
      'iu',
    ),
  ],
  ['part', new RegExp(String.raw`^(?<before>.*?)[([]?(?:${PART})[\s._#-]*${COUNT}${OF}[)\]]?$`, 'iu')],
  ['side', /^(?<before>.*?)[([]?(?:side|seite)[\s._#-]*(?<count>[a-h]|\d{1,2})[)\]]?$/iu],
];

/**
 * The number of a folder that holds one disc, part or side of the book in its parent ("CD1", "Disc 2 of 3", "Side B",
 * "Emma CD 1" within "Emma"); null for any other folder.
 */
export function discNumber(folderName: string, parentName: string): number | null {
  return discOf(folderName, parentName)?.number ?? null;
}

/** The same with all that the name says. */
export function discOf(folderName: string, parentName: string): DiscMark | null {
  return discMarks(folderName).find(({ before }) => isOfParent(before, parentName)) ?? null;
}

/** As which disc, part or side a name calls itself, whatever stands before: "Emma - Disc 2". */
export function discMark(name: string): DiscMark | null {
  return discMarks(name).find(({ before }) => before === '' || endsBeforeWord(before)) ?? null;
}

function discMarks(name: string): readonly DiscMark[] {
  return FORMS.flatMap(([kind, form]) => {
    const { before = '', count, total } = form.exec(name.trim())?.groups ?? {};
    const number = count === undefined ? null : countOf(count, kind);
    return number === null
      ? []
      : [{ before, kind, number, total: total === undefined ? null : Number(total) }];
  });
}

/** What stands before the disc's number may only repeat the book's own name. */
function isOfParent(before: string, parentName: string): boolean {
  const key = textKey(before);
  if (key === '') return before === '' || /[\s._([-]$/u.test(before);
  const parent = textKey(parentName);
  return (
    endsBeforeWord(before) && (parent === key || parent.startsWith(`${key} `) || parent.endsWith(` ${key}`))
  );
}

function endsBeforeWord(before: string): boolean {
  return !/[\p{L}\p{N}]$/u.test(before);
}

function countOf(text: string, kind: DiscMark['kind']): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  if (kind === 'side') return text.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  return numberOfWord(text) ?? numberOfRoman(text);
}
