import { isAudioFileName } from '../../base/audio.ts';
import { words } from '../../base/text.ts';
import { discNumber } from '../disc-folder.ts';
import { isChapter, trackTitle } from './file-titles.ts';
import { isSiteName } from './person-likeness.ts';
import { type Name, readName } from './read-name.ts';

/** A path taken apart: the folder that holds the book, those above it, and what was found not to name anything. */
export interface PathLevels {
  readonly item: Name;
  /** Above it, the nearest last. */
  readonly above: readonly Name[];
  /** Below it: discs, formats, the title once more. */
  readonly below: readonly Name[];
  /** The folder above, where the item's own name begins with all of its, which is left out. */
  readonly beginning: string | null;
  /** The title, where a folder within the book's repeats it. */
  readonly repeated: string | null;
  readonly fileNames: readonly string[];
}

const MAX_ABOVE = 4;

export function pathLevels(path: string, fileNames: readonly string[]): PathLevels {
  const { parts, files } = withoutFile(path, fileNames);
  const near = parts.slice(-MAX_ABOVE - 4);
  const names = near.map((part, at) =>
    isSiteName(part) && /\s/u.test(near[at + 1] ?? '')
      ? asWritten(part)
      : readName(withoutParent(part, near[at - 1] ?? '')),
  );
  const below: Name[] = [];
  let repeated: string | null = null;
  for (;;) {
    const [parent, last] = names.slice(-2);
    if (parent === undefined || last === undefined) break;
    const isRepeat = repeats(last, parent);
    if (!isRepeat && !isPartOfBook(last, parent)) break;
    if (isRepeat) repeated ??= textOf(last);
    names.pop();
    below.push(last);
  }
  const own = names.pop() ?? readName('');
  const parent = near[names.length - 1] ?? '';
  const beginning = own.raw === near[names.length] ? null : parent;
  const single = singleBook(own, files);
  const item = single ?? own;
  const above = (single ? [...names, own] : names).slice(-MAX_ABOVE);
  return { item, above, below, beginning, repeated, fileNames: files };
}

/** "QuillDancer" above "The Salt Road", which has its spaces: so names are written on sites. */
function asWritten(part: string): Name {
  return {
    ...readName(part),
    text: part,
    parts: [{ kind: 'text', text: part, from: part, joint: 'start' }],
  };
}

/** A path may end in a file: that names the book, unless it is a chapter in the book's folder. */
function withoutFile(path: string, fileNames: readonly string[]) {
  const parts = path.split('/').filter((part) => part.trim() !== '' && part !== '.');
  const last = parts.at(-1);
  if (last === undefined || !isAudioFileName(last)) return { parts, files: fileNames };
  const stem = last.replace(/\.[^.]*$/u, '');
  const folder = parts.at(-2);
  if (folder === undefined) return { parts: [stem], files: fileNames };
  const title = trackTitle(last);
  const own = words(
    readName(stem)
      .parts.map((part) => (part.kind === 'text' ? part.text : ''))
      .join(' '),
  );
  // A numbered file is a chapter, unless it is of a kind that holds a whole book.
  const isBook = /\.(?:m4b|m4a)$/iu.test(last) && own.length > 0 && !isChapter(stem);
  const isInside =
    (title === null && !isBook) || isWithin(own, words(readName(folder).text)) || endsInFolder(stem, folder);
  return isInside
    ? { parts: parts.slice(0, -1), files: [last, ...fileNames] }
    : { parts: [...parts.slice(0, -1), stem], files: fileNames };
}

/** "Jane Austen - Emma (1815)" in "Emma": the file names its author, too. */
function endsInFolder(stem: string, folder: string): boolean {
  const { parts } = readName(stem);
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const isNumbered = parts.some(({ kind }) => kind === 'series' || kind === 'position');
  return !isNumbered && texts.length > 1 && words(texts.at(-1) ?? '').join() === words(folder).join();
}

/** "Jane Austen-Collection-Emma" in "Jane Austen-Collection": what a folder only repeats of author and series above it. */
function withoutParent(part: string, parent: string): string {
  if (!/\S\s?-\s?\S/u.test(parent) || !part.startsWith(parent)) return part;
  return /^\s*-\s*(?=\S)/u.test(part.slice(parent.length)) ? part.slice(parent.length) : part;
}

/** A folder of a series in which one file is one book: "Highbury Series" with "4. Emma.mp3". */
function singleBook(name: Name, fileNames: readonly string[]): Name | null {
  const [file, ...others] = fileNames;
  const isVolume = name.parts.some((part) => part.kind === 'series' && !part.position.includes('-'));
  if (file === undefined || others.length > 0 || isVolume || !/\bseries$/iu.test(textOf(name))) return null;
  const stem = file.replace(/\.[^.]*$/u, '');
  return trackTitle(file) === null || !isAudioFileName(file) ? null : readName(stem);
}

function isPartOfBook(name: Name, parent: Name): boolean {
  const isSilent = name.parts.every(({ kind }) => kind === 'noise' || kind === 'edition');
  // "CD 1 [64kbps]": the bracket tells of the files.
  const bare = name.raw.replace(/[([](?:unabridged|[^()[\]]{0,40}\d\s?k(?:bps)?)[\])]$/iu, '').trimEnd();
  return isSilent || discNumber(bare, parent.raw) !== null;
}

/** The folder within the book's that bears its title again. */
function repeats(name: Name, parent: Name): boolean {
  const own = words(textOf(name));
  const isPlain = name.parts.every(
    ({ kind }) => kind !== 'series' && kind !== 'position' && kind !== 'aside',
  );
  if (name.parts.filter(({ kind }) => kind === 'text').length !== 1 || !isPlain) return false;
  const isPart = parent.parts.some(
    (part) =>
      part.kind === 'text' &&
      [part.text, part.text.replace(/\sby\s+\p{Lu}.*$/u, '')].some(
        (text) => words(text).join(' ') === own.join(' '),
      ),
  );
  // "Emma (Highbury Saga, Book 3)" is a book, "Highbury Saga" has several.
  const isVolume = parent.parts.some((part) => part.kind === 'series' && part.form === 'bracketed');
  if (isPart && isVolume) return true;
  if (
    /\b(?:series|saga|trilogy|cycle|chronicles|collection|books|novels)\b/iu.test(parent.text) ||
    parent.parts.some(countsBooks)
  )
    return false;
  const texts = parent.parts.flatMap((part) => (part.kind === 'text' ? [words(part.text).join(' ')] : []));
  // "Jane Austen - Emma and Others" with "Emma" in it: the same book by its short name.
  const isShort = texts.length > 1 && texts.slice(1).some((text) => text.startsWith(`${own.join(' ')} `));
  return isPart || isShort || isWithin(own, words(parent.text));
}

function countsBooks(part: Name['parts'][number]): boolean {
  return (
    (part.kind === 'noise' && part.why === 'how many books there are') ||
    (part.kind === 'series' && part.position.includes('-'))
  );
}

function textOf(name: Name): string {
  return name.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return (
    (some.length > 0 && ` ${all.join(' ')} `.endsWith(` ${some.join(' ')} `)) ||
    (some.length > 1 && ` ${all.join(' ')} `.includes(` ${some.join(' ')} `))
  );
}
