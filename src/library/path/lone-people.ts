import { isGenericSubtitle } from '../../base/subtitle-words.ts';
import { textKey } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import type { FileHints } from './file-titles.ts';
import { found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { type Own, type Text, withPeople } from './own-people.ts';
import { LIKELY, peopleLikeness, SURE } from './person-likeness.ts';
import type { Surroundings } from './read-parents.ts';
import { TITLE_WORDS } from './title-words.ts';

/** Somebody is, and the others may be. */
function areKnown(text: string): boolean {
  return peopleLikeness(text) >= LIKELY && splitNames(text).some((name) => peopleLikeness(name) === SURE);
}

/** "Emma (Jane Austen)", where nobody else is named. */
export function inBrackets(parts: readonly NamePart[]): Own | null {
  const at = parts.findLastIndex((part) => part.kind === 'aside' && areKnown(part.text));
  const part = parts[at];
  if (part?.kind !== 'aside' || part.bracket === '{') return null;
  return {
    authors: found(splitNames(part.text), part.from, 'a person in brackets, and nobody else is named'),
    isNamedBeside: true,
    parts: parts.toSpliced(at, 1),
  };
}

/** "Homer - The Odyssey of a Hero, Vol. 2": one word in front of a long name with a number. */
export function wordBeforeVolume(
  parts: readonly NamePart[],
  texts: readonly Text[],
  around: Surroundings,
): Own | null {
  const [first, ...others] = texts;
  const volume = parts[1];
  if (!first || others.length > 0 || parts[0] !== first || around.series !== null) return null;
  const isLong =
    volume?.kind === 'series' &&
    !textKey(volume.name).includes(textKey(first.text)) &&
    volume.from.startsWith(volume.name.slice(0, 3)) &&
    volume.form !== 'bare' &&
    volume.name.split(' ').length > 2;
  if (!isLong || volume.joint !== 'dash' || !/^\p{Lu}[\p{L}\p{M}]+$/u.test(first.text)) return null;
  return TITLE_WORDS.has(textKey(first.text))
    ? null
    : withPeople(parts, [first], 'one word in front of a long title');
}

/** "Homer - The Odyssey": one word in front may be a name, where no number makes it a series. */
export function loneWord(
  parts: readonly NamePart[],
  texts: readonly Text[],
  around: Surroundings,
  files: FileHints,
): Own | null {
  const [first, second, ...more] = texts;
  const isNumbered = parts.some(({ kind }) => kind === 'position' || kind === 'series');
  if (!first || !second || more.length > 0 || isNumbered || around.series !== null) return null;
  if (
    !/^(?:\p{Lu}[\p{L}\p{M}'.]+|[\p{Lo}\p{M}・]{1,8})$/u.test(first.text) ||
    !/^(?:dash|tight)$/u.test(second.joint)
  )
    return null;
  if (files.has(first.text) || isGenericSubtitle(second.text)) return null;
  return withPeople(parts, [first], 'one word in front of a dash');
}
