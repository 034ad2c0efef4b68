import { volumeNumber } from './series-place.ts';

/** What in a text says that there are several books in it, and the text without that. */
export interface CollectionSigns {
  readonly rest: string;
  /** Says so in so many words or by a range of numbers. */
  readonly isCollection: boolean;
  /** The text ends in "Series": a collection where no single number stands beside it. */
  readonly endsInSeries: boolean;
  readonly range: string | null;
}

const N = '\\d{1,3}(?:\\.\\d)?';
const RANGE_DASH = `(${N})\\s?(?:-\\s?(${N})\\s?)?-\\s?(${N})`;
const RANGE_WORDS = `(?:audio\\s?)?(?:books?|bks?|vol(?:ume)?s?\\.?|parts?|band|bände|teile?|tomes?|folgen?|nr\\.?|#)\\s*#?(${N})\\s*(?:-|to|thru|through|bis|&|and|\\+|,)\\s*#?(?:\\d{1,3}\\s?-\\s?)?(${N})(?!\\d)`;
const COUNTED = '(?:all\\s)?\\d{1,3}\\s+(?:audio\\s?)?(?:books|novels|volumes)|all\\s+(?:the\\s+)?books';
const WORDS = [
  '(?:the\\s+)?complete\\s+(?:\\p{L}+\\s+)?(?:series|collection|saga|trilogy|set|box\\s?set|works|novels|books|bundle|cycle)(?:\\s+bundle)?',
  'box(?:ed)?[\\s-]?sets?',
  'omnibus(?:\\s+edition)?(?!\\s*\\d)',
  'compilation',
  'bundle',
  'anthology\\s+collection',
  '(?:audio\\s?)?(?:book\\s+)?collection(?=\\s*$)',
  'series\\s+collection',
  'gesamtausgabe|sammelband|sammelbox|komplettbox|die\\s+komplette\\s+reihe',
  '(?:trilogy|duology|tetralogy|quartet|quintet|trilogie)(?=\\s*$)',
];

const RANGE_BY_WORD = word(RANGE_WORDS);
const RANGE_AT_END = new RegExp(`(?:^|(?<=[\\s#.\\]])|#)${RANGE_DASH}$`, 'u');
const SAID = [word(COUNTED), ...WORDS.map(word)];

/** Reads the signs of a collection in one part of a name; numbers count as a range where they ascend. */
export function collectionSigns(text: string): CollectionSigns {
  const byWord = RANGE_BY_WORD.exec(text);
  if (byWord && isAscending(byWord[1], byWord[2])) return collection(text, byWord, byWord[1], byWord[2]);
  const atEnd = RANGE_AT_END.exec(text);
  if (atEnd && isAscending(atEnd[1], atEnd[3])) return collection(text, atEnd, atEnd[1], atEnd[3]);
  for (const pattern of SAID) {
    const said = pattern.exec(text);
    if (said) return { ...without(text, said), isCollection: true, range: null };
  }
  return { ...without(text, null), isCollection: false, range: null };
}

function collection(text: string, found: RegExpExecArray, from = '', to = ''): CollectionSigns {
  return { ...without(text, found), isCollection: true, range: volumeNumber(`${from}-${to}`) };
}

function without(text: string, found: RegExpExecArray | null): { rest: string; endsInSeries: boolean } {
  const rest = found ? `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` : text;
  const clean = rest
    .replace(/\s+/gu, ' ')
    .replace(/[\s,:;#(-]+$/u, '')
    .trim();
  return { rest: clean, endsInSeries: /(?:^|\s)series$/iu.test(clean) };
}

function isAscending(from: string | undefined, to: string | undefined): boolean {
  return Number(from) < Number(to);
}

function word(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu');
}
