import { textKey, titleKey } from '../../base/text.ts';
import type { FileHints } from './file-titles.ts';
import type { Placed } from './find-series.ts';
import { type Found, found } from './found.ts';
import type { Name } from './read-name.ts';

interface Sources extends Placed {
  readonly item: Name;
  readonly files: FileHints;
  readonly repeated: string | null;
}

export interface Titled extends Pick<Placed, 'series'> {
  readonly title: Found<string>;
  readonly subtitle: Found<string> | null;
  readonly ignored: readonly { readonly from: string; readonly why: string }[];
}

export function findTitle(sources: Sources): Titled {
  const { series, item } = sources;
  const { texts, marks } = withoutMarks(sources.texts);
  const ignored = [
    ...marks.map(({ from }) => ({ from, why: 'a mark of whoever made the files' })),
    ...item.parts.flatMap((part) =>
      part.kind === 'aside' ? [{ from: part.from, why: 'in brackets, and nothing that is known' }] : [],
    ),
  ];
  const [first, ...others] = ordered(texts, sources);
  const kinds = item.parts.flatMap((part) =>
    part.kind === 'subtitle' ? [found(part.text, part.from, 'says what kind of book it is')] : [],
  );
  const said = [...others, ...kinds];
  const [only] = said;
  const subtitle =
    only === undefined
      ? sources.subtitle
      : found(said.map(({ value }) => value).join(' - '), said.map(({ from }) => from).join(' - '), only.why);
  return {
    series,
    title: first ? withArticle(spelledAs(sources.repeated, first)) : withoutText(sources),
    subtitle,
    ignored,
  };
}

/** "the-salt-road" with the spaces that the folder within gives it. */
function spelledAs(repeated: string | null, title: Found<string>): Found<string> {
  const isSpelt = repeated !== null && !/\s/u.test(title.value) && textKey(repeated) === textKey(title.value);
  return isSpelt ? { ...title, value: repeated } : title;
}

/** "Time Machine, The" as it is sorted. */
function withArticle(title: Found<string>): Found<string> {
  const { rest, article } =
    /^(?<rest>.+), (?<article>The|An?|Der|Die|Das|Les?|La|El|Los|Las)$/u.exec(title.value)?.groups ?? {};
  return rest && article ? { ...title, value: `${article} ${rest}` } : title;
}

/** "GA", "NMR": some letters behind the last dash. */
function withoutMarks(texts: readonly Found<string>[]) {
  const isMark = ({ value }: Found<string>, at: number) => at > 0 && /^\p{Lu}{2,3}$/u.test(value);
  return { texts: texts.filter((text, at) => !isMark(text, at)), marks: texts.filter(isMark) };
}

/** A folder within that repeats the title tells which of several texts it is; so do the files. */
function ordered(texts: readonly Found<string>[], { repeated, files }: Sources): readonly Found<string>[] {
  if (texts.length < 2) return texts;
  const isTold = ({ value }: Found<string>) => repeated !== null && textKey(value) === textKey(repeated);
  const told = texts.find(isTold);
  if (told) return [{ ...told, why: 'a folder within repeats it' }];
  const [first, second] = texts;
  if (first && second && texts.length === 2 && files.has(second.value) && !files.has(first.value))
    return [{ ...second, why: 'the part that the files bear' }, first];
  return texts;
}

function withoutText({ repeated, files, series, numbered, item }: Sources): Found<string> {
  if (repeated !== null) return found(repeated, repeated, 'the folder within');
  const isNew =
    files.title !== null &&
    titleKey(files.title).split(' ')[0] !== titleKey(item.text).split(' ')[0] &&
    !textKey(item.text).includes(textKey(files.title));
  if (files.title !== null && isNew && !series.some(({ value }) => isWithin(value.name, files.title ?? '')))
    return found(files.title, files.title, 'the name of the files, for the folder names the series alone');
  const [first, second] = item.parts;
  // "1984 (Highbury, #1)"
  if (first?.kind === 'year' && second?.kind === 'series' && second.form === 'bracketed')
    return found(first.from, first.from, 'stands before a series in brackets');
  if (numbered !== null) return numbered;
  // "1989 - Jane Austen - 1984": in front stands another year than that of the title.
  const years = item.parts.filter(({ kind, joint }) => kind === 'year' && joint !== 'bracket');
  const year = years.find((part) => part !== item.parts[0]) ?? item.parts.find(({ kind }) => kind === 'year');
  if (year !== undefined) return found(year.from, year.from, 'all that the name is');
  return found(item.text === '' ? item.raw : item.text, item.raw, 'the whole name');
}

function isWithin(name: string, text: string): boolean {
  return textKey(text).startsWith(textKey(name));
}
