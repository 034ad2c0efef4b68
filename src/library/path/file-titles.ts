import { words } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { LIKELY, peopleLikeness, SURE } from './person-likeness.ts';
import { readName } from './read-name.ts';

/** What the names of a book's files tell beside its folder. */
export interface FileHints {
  /** The title on which the files agree; null where they tell chapters only. */
  readonly title: string | null;
  /** Whether a text stands in the name of some file. */
  has(text: string): boolean;
  /** Whether some file begins with a text, but for its number. */
  leads(text: string): boolean;
  /** Somebody named beside the given title. */
  authorBeside(title: string): readonly string[];
}

const MAX_FILES = 20;

export function fileHints(fileNames: readonly string[]): FileHints {
  const files = fileNames.slice(0, MAX_FILES);
  const keys = files.map((file) => ` ${words(stemOf(file)).join(' ')} `);
  const titles = files.map(trackTitle);
  const [title = null] = titles;
  const isAgreed = title !== null && titles.every((other) => other !== null && keyOf(other) === keyOf(title));
  return {
    title: isAgreed ? title : null,
    has: (text) => keys.some((key) => key.includes(` ${keyOf(text)} `) && keyOf(text) !== ''),
    leads: (text) => keys.some((key) => key.replace(/^ \d+(?= )/u, '').startsWith(` ${keyOf(text)} `)),
    authorBeside: (known) => authorIn(files, known),
  };
}

const CHAPTER =
  /^(?:(?:\d+[\s.-]*)?(?:chapter|chap|kapitel|chapitre|cap[ií]tulo|track|part|pt|teil|disc|disk|cd|file|section|side|prologue|prolog|epilogue|epilog|intro(?:duction)?|foreword|afterword|interlude|opening|end(?:ing)?|closing|credits|preface|acknowledge?ments?|appendix|bonus|dedication|author'?s)\b.*|[\d\s._-]*)$/iu;
/** "Emma - 07", "Emma-Part09", "Emma Pt33", "Emma 02 of 57": the same in all files but for the number. */
const COUNTER =
  /[\s._([-]+(?:(?:part|pt|chapter|chap|ch|track|disc|disk|cd|teil)[\s._-]*)?(?:\d{1,4}|[ivx]{1,5}|(?<=(?:part|chapter)\s)(?:one|two|three|four|five|six|seven|eight|nine|ten|\p{L}+teen|twenty))(?:\s*(?:of|von|-+|\/)\s*\d{0,4})?[)\]]?$/iu;

/** Whether a file's name only counts, or names a chapter. */
export function isChapter(stem: string): boolean {
  return CHAPTER.test(stem);
}

/** The title that a file's name gives, without its own number; null where it names a chapter or nothing. */
export function trackTitle(fileName: string): string | null {
  const stem = readName(stemOf(fileName)).text.replace(/\s*\[[^\]]*\]\s*$/u, '');
  const counted = stem.replace(COUNTER, '').replace(/[\s._-]+$/u, '');
  // A number in front and one behind: that of the chapter and of the file.
  if (counted === '' || CHAPTER.test(counted) || (/^\d/u.test(stem) && !/^\d+\.\s/u.test(stem))) return null;
  return counted.replace(/^\d+\.\s+/u, '');
}

function authorIn(files: readonly string[], title: string): readonly string[] {
  for (const file of files.slice(0, 3)) {
    const texts = readName(stemOf(file)).parts.flatMap((part) => {
      if (part.kind !== 'text' && part.kind !== 'series') return [];
      return [{ text: part.kind === 'text' ? part.text : part.whole, joint: part.joint }];
    });
    const at = texts.findIndex(({ text }) => keyOf(text).includes(keyOf(title)));
    if (at < 0) continue;
    const others = texts.filter(({ text }, index) => index !== at && !CHAPTER.test(text));
    // With nothing else beside the title, a name that is unknown is one, too.
    const least = texts.length === 2 && keyOf(texts[at]?.text ?? '') === keyOf(title) ? LIKELY : SURE;
    const named = others.findIndex(({ text }) => peopleLikeness(text) >= least);
    if (named < 0) continue;
    // "Jane Austen; A Lady": what a semicolon joins to somebody is somebody.
    let from = named;
    while (others[from]?.joint === 'semicolon' && from > 0) from -= 1;
    let to = named + 1;
    while (others[to]?.joint === 'semicolon') to += 1;
    return others.slice(from, to).flatMap(({ text }) => splitNames(text));
  }
  return [];
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[a-z\d]{2,4}$/iu, '');
}

function keyOf(text: string): string {
  return words(text).join(' ');
}
