import { LIKELY, peopleLikeness, SURE } from './person-likeness.ts';
import { CLOSE_DASH, withSpaces } from './spelled-out.ts';

/** A part of a name between dashes, brackets, colons, with what parts it from the one before. */
export interface Piece {
  readonly text: string;
  readonly joint: 'start' | 'dash' | 'tight' | 'colon' | 'semicolon' | 'bullet' | 'bracket';
  /** The bracket that it stood in. */
  readonly bracket: '(' | '[' | '{' | null;
}

type Joint = Piece['joint'];

/** A bracket that stands by itself; a short round one within a word belongs to it: "(Dis)Connected", "Summer(s)". */
const BRACKET =
  /(?<![\p{L}\p{N}])([[({])([^\][(){}]*)[\])}](?!\p{L})|([[{])([^\][(){}]*)[\]}](?!\p{L})|([(])(#?[\d.,\s–-]+|[^\][(){}]{4,})[)](?!\p{L})/gu;

/** Takes a name apart; what is left undecided is only what each part means. */
export function piecesOf(name: string): readonly Piece[] {
  const pieces: Piece[] = [];
  // "Jane Moore-Webb [Highbury 2] Emma": what stands behind a bracket is parted, too.
  const isParted = /\s-+\s|\s-\d|[\])}]\s*\p{L}/u.test(name);
  let from = 0;
  for (const found of name.matchAll(BRACKET)) {
    addTexts(pieces, name.slice(from, found.index), isParted);
    const inner = (found[2] ?? found[4] ?? found[6] ?? '').trim();
    const open = found[1] ?? found[3] ?? found[5];
    if (inner !== '' && (open === '(' || open === '[' || open === '{'))
      pieces.push({ text: inner, joint: 'bracket', bracket: open });
    from = found.index + found[0].length;
  }
  addTexts(pieces, name.slice(from), isParted);
  return withListsOfPeople(pieces);
}

/** "Austen, Jane; Lefroy, Anne - Emma": what a semicolon joins there is one list. */
function withListsOfPeople(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const isList =
      piece.joint === 'semicolon' &&
      before?.bracket === null &&
      isSorted(piece.text) &&
      isSorted(before.text);
    if (isList) joined[joined.length - 1] = { ...before, text: `${before.text}; ${piece.text}` };
    else joined.push(piece);
  }
  return joined;
}

function isSorted(text: string): boolean {
  return text.includes(',') && peopleLikeness(text) >= LIKELY;
}

/** "Books 1 - 4", "1951 - 1976": that dash parts nothing. */
const SPACED_RANGE =
  /(?<=(?:books?|bks?|vols?|volumes?|parts?|band|bände|nr|no)\.?\s#?\d{1,3})\s+-\s+(?=#?\d{1,3}(?!\d))|(?<=(?<!\d)(?:19|20)\d\d)\s+-\s+(?=(?:19|20)\d\d(?!\d))/giu;
const SEPARATOR =
  /\s+[-–]+\s+|\s+-+(?=[\p{L}\p{N}#[('"])|(?<=[\p{L}\p{N}.!?'"])-+\s+(?!(?:und|and|or|oder|&)\s)|:\s+|;\s+|\s*[●•|~]+\s*|\s*--+\s*/gu;

function addTexts(pieces: Piece[], text: string, isParted: boolean): void {
  const joined = text.replace(SPACED_RANGE, '-');
  let from = 0;
  let joint: Joint = pieces.length === 0 ? 'start' : 'bracket';
  const add = (part: string) => {
    for (const [at, piece] of closeParts(part.trim(), isParted).entries()) {
      const clean = withoutLoosePunctuation(piece);
      if (clean !== '')
        pieces.push({ text: at > 0 ? spaced(clean) : clean, joint: at > 0 ? 'tight' : joint, bracket: null });
    }
  };
  for (const found of joined.matchAll(SEPARATOR)) {
    add(joined.slice(from, found.index));
    from = found.index + found[0].length;
    if (from > found[0].length || pieces.length > 0) joint = jointOf(found[0]);
  }
  add(joined.slice(from));
}

/** "Jane Austen-MansfieldPark". */
function spaced(text: string): string {
  return /\s/u.test(text) || !/\p{Ll}\p{Lu}|\p{L}\d/u.test(text) ? text : withSpaces(text);
}

function jointOf(separator: string): Joint {
  if (separator.startsWith(':')) return 'colon';
  if (separator.startsWith(';')) return 'semicolon';
  if (separator.includes(CLOSE_DASH)) return 'tight';
  return /[●•|~]/u.test(separator) ? 'bullet' : 'dash';
}

/** A dash without spaces parts only a person from what follows, or stands before a numbered volume: "Jane Austen-#2-Emma". */
const NUMBERED =
  /^(?<before>(?!(?:The|An?|My|Our|In|Of)\s\d)\p{L}[^-]*\s#?\d{1,2}(?:\.\d)?)-(?<after>\p{Lu}\p{Ll}.*)$/u;

/** "Jane Austen-Highbury-#2-Emma": what stands behind the number is one, whatever dashes it has. */
const COUNTED = /^(?<before>.*?)-(?<place>#\d[^-]*)(?:-(?<after>.*))?$/u;

function countedParts(before: string, place: string, after: string | undefined): readonly string[] {
  const front = closeParts(before, false);
  const [first = '', ...others] = front.length > 1 ? front : before.split('-');
  const series = others.length === 0 ? [] : [others.join('-')];
  return [first, ...series, place, ...(after ? [after] : [])];
}

const WITHOUT_CASE = /^[\p{Lo}\p{M}\s・]+$/u;

function closeParts(part: string, isParted: boolean): readonly string[] {
  const at = part.indexOf('-');
  if (at <= 0) return [part];
  const { before: front, place, after: title } = COUNTED.exec(part)?.groups ?? {};
  if (front && place) return countedParts(front, place, title);
  const numbered = NUMBERED.exec(part)?.groups;
  if (numbered?.['before'] && numbered['after']) return [numbered['before'], numbered['after']];
  // "Jean-Luc Ellison-Emma": a given name may have a dash, too.
  for (
    let border = at, tries = 0;
    border > 0 && tries < 3;
    border = part.indexOf('-', border + 1), tries += 1
  ) {
    const before = part.slice(0, border);
    const after = part.slice(border + 1);
    if (isOfDoubleName(before, after, isParted)) return [part];
    const person = /\s/u.test(before) ? before : withSpaces(before);
    if (isInFront(person, before, after, tries > 0)) return [person, ...closeParts(after, isParted)];
  }
  return [part];
}

/** Where other dashes part the name: "Juliet Stevenson-Webb"; and "Austen, Jane-Anne", "Juliet Stevenson-Webb Collection". */
function isOfDoubleName(before: string, after: string, isParted: boolean): boolean {
  if (/^\p{Lu}\p{Ll}+\s(?:(?:complete|audio ?book)\s)?collection$/iu.test(after)) return true;
  return /^\p{Lu}\p{Ll}+$/u.test(after) && (isParted || /,\s\p{Lu}\p{Ll}+$/u.test(before));
}

/** Somebody before a dash without spaces: "JaneAusten-Mansfield Park". */
function isInFront(person: string, before: string, after: string, isBehindOther: boolean): boolean {
  const likeness = /^[\p{Lu}\p{Lo}]|^\d/u.test(after) ? peopleLikeness(person) : 0;
  if (likeness === SURE) return true;
  if (isBehindOther) return false;
  if (WITHOUT_CASE.test(before)) return likeness > 0 || (before.length <= 8 && WITHOUT_CASE.test(after));
  return likeness >= LIKELY && (/\s/u.test(before) || /\s/u.test(after));
}

function withoutLoosePunctuation(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[\s,;:|/+*^~_-]+(?=.)/u, '')
    .replace(/(?<=[^\s,;:|/+*^~_-])[\s,;:|/+*^~_-]+$/u, '');
}
