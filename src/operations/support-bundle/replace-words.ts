import { decodeLevels, type Level } from './decode-levels.ts';

/** A text, and what stands in its place. */
export interface Hidden {
  readonly text: string;
  readonly instead: string;
}

export interface Searched extends Hidden {
  /** Only where no letter and no digit stands beside it. */
  readonly isAlone: boolean;
  readonly ignoresCase: boolean;
  /** Also with the s of a possessive behind it. */
  readonly isPerson?: boolean;
}

interface Word extends Searched {
  readonly folded: string;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

/** Shorter ones are taken out where they stand alone: in other words they are syllables. */
const LONG = 6;
const SHORTEST = 2;
/** So many beginnings are told apart before any word is looked at. */
const BEGINNINGS = 1 << 16;

const SPACES = /\+/gu;
const SEPARATORS = /[+_.-]/gu;

export function startsAlone(text: string): boolean {
  return text.length < LONG;
}

/**
 * Replaces words in one pass, however many they are and however they are encoded for addresses, JSON or HTML.
 * `separators`: `+`, `_`, `.` and `-` are spaces; else `+` alone is.
 */
export function replaceWords(
  searched: readonly Searched[],
  { separators }: { readonly separators: boolean },
): (text: string) => string {
  const flatten = (text: string) => text.replace(separators ? SEPARATORS : SPACES, ' ');
  const words = new Map<number, Word[]>();
  const isBeginning = new Uint8Array(BEGINNINGS);
  // The longest first: one may be the beginning of another.
  for (const each of searched.toSorted((one, other) => other.text.length - one.text.length)) {
    const text = flatten(each.text);
    const folded = fold(text);
    if (text.length < SHORTEST || (separators && !/[\p{L}\p{N}]/u.test(text))) continue;
    const beginning = beginningOf(folded, 0);
    isBeginning[beginning] = 1;
    const same = words.get(beginning) ?? [];
    if (!same.some((other) => other.text === text)) same.push({ ...each, text, folded });
    words.set(beginning, same);
  }
  if (words.size === 0) return (text) => text;

  function* findIn({ text, origin }: Level): Generator<Range> {
    const flat = flatten(text);
    const folded = fold(flat);
    for (let at = 0; at < folded.length - 1; at++) {
      const beginning = beginningOf(folded, at);
      if (isBeginning[beginning] === 0) continue;
      for (const word of words.get(beginning) ?? []) {
        const isThere = word.ignoresCase
          ? folded.startsWith(word.folded, at)
          : flat.startsWith(word.text, at);
        if (!isThere) continue;
        const end = at + word.text.length;
        if (word.isAlone && (isWordAt(flat, at - 1) || !endsAt(flat, end, word))) continue;
        yield { start: originOf(origin, at), end: endOf(origin, end), instead: word.instead };
        at = end - 1;
        break;
      }
    }
  }

  return (given) => {
    const ranges = decodeLevels(given).flatMap((level) => [...findIn(level)]);
    return ranges.length === 0 ? given : replaceRanges(given, ranges);
  };
}

function endsAt(text: string, end: number, { isPerson = false, folded }: Word): boolean {
  if (!isWordAt(text, end)) return true;
  if (!isPerson || !/^s$/iu.test(text.charAt(end))) return false;
  // Two letters and an s are a word of its own too often, but not before a hyphen.
  return folded.length > SHORTEST ? !isWordAt(text, end + 1) : text.charAt(end + 1) === ' ';
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text.charAt(at));
}

function beginningOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 257 + text.charCodeAt(at + 1)) % BEGINNINGS;
}

/** In lower case, as long as before. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });
}

function originOf(origin: Int32Array | null, at: number): number {
  return origin === null ? at : (origin[at] ?? 0);
}

/** Behind the whole of what the last character was made of. */
function endOf(origin: Int32Array | null, end: number): number {
  const last = originOf(origin, end - 1);
  let at = end;
  while (originOf(origin, at) === last && origin !== null && at < origin.length - 1) at++;
  return originOf(origin, at);
}

/** Those that overlap are one. */
function replaceRanges(text: string, ranges: readonly Range[]): string {
  const sorted = ranges.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, instead } of sorted) {
    if (start >= at) parts.push(text.slice(at, start), instead);
    at = Math.max(at, end);
  }
  parts.push(text.slice(at));
  return parts.join('');
}
