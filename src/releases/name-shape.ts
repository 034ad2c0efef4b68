import { areSurelyPeople, personLikeness, splitPeople } from './person-name.ts';
import { noMarks, type ReleaseMarks, takeMarks, takeSceneTail } from './release-marks.ts';
import { readableText } from './release-text.ts';

/** A release name taken apart, before anything is said about which part is the title. */
export interface NameShape {
  readonly segments: readonly Segment[];
  readonly marks: Readonly<ReleaseMarks>;
  /** The people after "by"; empty where none are named so. */
  readonly credited: readonly string[];
  /** "Title by Author [ENG / M4B]", as Prowlarr writes MyAnonamouse's releases: title and authors are given, not guessed. */
  readonly isTrackerForm: boolean;
  readonly text: string;
}

export interface Segment {
  readonly text: string;
  /** What parts it from the one before. */
  readonly joint: 'start' | 'dash' | 'colon' | 'bracket';
  /** What stood in brackets: may be left out when titles are compared. */
  readonly isAside: boolean;
}

export function shapeOf(name: string): NameShape {
  const { text, isScene } = readableText(name);
  const marks = noMarks();
  const { head, credited, isTrackerForm } = takeCredit(takeTail(text, isScene, marks));
  const separator = isScene ? SCENE_SEPARATOR : SEPARATOR;
  const segments: Segment[] = [];
  for (const chunk of chunksOf(head)) {
    const rest = takeYear(takeMarks(chunk.text, marks, chunk.isAside), marks, chunk.isAside);
    const pieces = chunk.isAside ? [{ text: rest, joint: 'bracket' as const }] : split(rest, separator);
    for (const { text: piece, joint } of pieces) {
      const clean = withoutLoosePunctuation(piece);
      if (clean === '') continue;
      segments.push({ text: clean, joint: segments.length === 0 ? 'start' : joint, isAside: chunk.isAside });
    }
  }
  return { segments, marks, credited, isTrackerForm, text };
}

const AUDIOBOOK_TAIL = /[\s-]((?:audiobook|abook|h(?:ö|oe)rbuch)(?:-[^-()[\]]+)+)$/iu;
const GROUP_TAIL =
  /[\s-]((?:audiobook|abook|h(?:ö|oe)rbuch|unabridged|retail|web|mp3|m4b|m4a|flac|epub|mobi|pdf|\d{2,3}kb?p?s?)(?:[\s-]+[^\s()[\]-]+)*?)-[\p{L}\p{N}]{2,15}$/iu;

/** Takes "AUDIOBOOK-WEB-DE-2021-GROUP" and, from a scene name, "RETAIL MP3-GROUP". */
function takeTail(text: string, isScene: boolean, marks: ReleaseMarks): string {
  const tail = AUDIOBOOK_TAIL.exec(text) ?? (isScene ? GROUP_TAIL.exec(text) : null);
  if (!tail?.[1] || tail.index === 0) return text;
  takeSceneTail(tail[1], marks);
  return text.slice(0, tail.index);
}

interface Credit {
  readonly head: string;
  readonly credited: readonly string[];
  readonly isTrackerForm: boolean;
}

/** Takes the last "by …" before the closing brackets, where what follows reads like people. */
function takeCredit(text: string): Credit {
  const none = { head: text, credited: [], isTrackerForm: false };
  const bare = withoutClosingBrackets(text);
  const by = bare.toLowerCase().lastIndexOf(' by ');
  if (by <= 0 || READING_VERB.test(bare.slice(0, by))) return none;
  const listed = bare.slice(by + 4);
  const closing = text.slice(bare.length);
  const isTrackerForm = TRACKER_BRACKET.test(closing) && !/[()[\]{}]/u.test(listed);
  const people = listed.replace(TRAILING_FORMAT, '');
  if (!isTrackerForm && !readsLikePeople(people)) return none;
  return {
    head: `${bare.slice(0, by)} ${listed.slice(people.length)} ${closing}`,
    credited: isTrackerForm
      ? people.split(/\s*,\s*/u).filter((person) => /\p{L}/u.test(person))
      : splitPeople(people),
    isTrackerForm,
  };
}

const READING_VERB = /(?:read|narrated|performed|written|edited)$/iu;
/** "[ENG / M4B] [VIP]", "[ENG]" */
const TRACKER_BRACKET = /^\s*\[\p{L}{2,3}(?:\s?\/[^\][]*)?\](?:\s*\[[^\][]*\])*\s*$/u;
const TRAILING_FORMAT = /\s+(?:epub|mobi|pdf|azw3|mp3|m4b|m4a|flac|retail|unabridged|audiobook|\s)+$/iu;

function withoutClosingBrackets(text: string): string {
  let bare = text.trimEnd();
  while (/[\])}]$/u.test(bare)) {
    const open = Math.max(bare.lastIndexOf('['), bare.lastIndexOf('('), bare.lastIndexOf('{'));
    if (open <= 0) break;
    bare = bare.slice(0, open).trimEnd();
  }
  return bare;
}

function readsLikePeople(text: string): boolean {
  return areSurelyPeople(text) || splitPeople(text).every((person) => personLikeness(person) !== 'no');
}

interface Chunk {
  readonly text: string;
  readonly isAside: boolean;
}

function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  for (const bracket of text.matchAll(/[[({]([^\][(){}]*)[\])}]/gu)) {
    chunks.push({ text: text.slice(from, bracket.index), isAside: false });
    chunks.push({ text: bracket[1] ?? '', isAside: true });
    from = bracket.index + bracket[0].length;
  }
  chunks.push({ text: text.slice(from), isAside: false });
  return chunks;
}

/** "(2013)" is the year; of "(2013-2019)" nothing is kept. */
function takeYear(text: string, marks: ReleaseMarks, isAside: boolean): string {
  if (!isAside) return text;
  return text.replace(
    /(?<!\d)((?:18|19|20)\d\d)(\s?-\s?(?:19|20)?\d\d)?(?!\d)/u,
    (_, year: string, range?: string) => {
      if (range === undefined) marks.year ??= Number(year);
      return ' ';
    },
  );
}

const SEPARATOR = /\s-+(?=\s|$)|(?<=\p{L}\s?)-+\s|:\s|;\s|\s[●•|~]\s|\s?--+\s?/gu;
const SCENE_SEPARATOR = /\s?-+\s?|:\s?/gu;

function split(text: string, separator: RegExp): { text: string; joint: 'dash' | 'colon' | 'bracket' }[] {
  const pieces: { text: string; joint: 'dash' | 'colon' | 'bracket' }[] = [];
  let from = 0;
  let joint: 'dash' | 'colon' | 'bracket' = 'bracket';
  for (const found of text.matchAll(separator)) {
    pieces.push({ text: text.slice(from, found.index), joint });
    from = found.index + found[0].length;
    joint = jointOf(found[0]);
  }
  pieces.push({ text: text.slice(from), joint });
  return pieces;
}

function jointOf(separator: string): 'dash' | 'colon' | 'bracket' {
  if (/^[:;]/u.test(separator)) return 'colon';
  return /[●•|~]/u.test(separator) ? 'bracket' : 'dash';
}

function withoutLoosePunctuation(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:|/+*^~-]+|[\s,;:|/+*^~-]+$/gu, '')
    .replace(/(?<=\p{Ll})\.$/u, '')
    .replace(/^\.+|^["'\s.]+$/gu, '');
}
