import { isGenericSubtitle } from '../../base/subtitle-words.ts';
import { personKey, textKey } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { type Evidence, likenessBy } from './evidence.ts';
import type { FileHints } from './file-titles.ts';
import { inBrackets, loneWord, wordBeforeVolume } from './lone-people.ts';
import type { NamePart } from './name-part.ts';
import { firstNamed, hasMore, type Own, type Text, textsOf, withPeople } from './own-people.ts';
import {
  hasInitials,
  isSiteName,
  LIKELY,
  NOBODY,
  POSSIBLE,
  peopleLikeness,
  SURE,
} from './person-likeness.ts';
import type { Surroundings } from './read-parents.ts';
import { isSameSeries } from './same-series.ts';
import { TITLE_WORDS } from './title-words.ts';

/** Who of the texts of a name wrote the book, where no folder above tells. */
export function peopleAmongTexts(
  parts: readonly NamePart[],
  around: Surroundings,
  files: FileHints,
  title: string | null,
  evidence: Evidence,
): Own | null {
  // "Jane Austen - Emma (2010) Juliet Stevenson": who stands behind the year reads.
  const all = textsOf(parts);
  const texts = all
    .filter((text, at) => at < 2 || !isBehindYear(text, parts))
    .filter(({ text }, _, { length }) => length < 2 || !isSeries(text, around));
  const [first, second] = texts;
  const last = texts.at(-1);
  if (!first || !last) return null;
  if (!hasMore(parts) || (texts.length === 1 && all.length > 1 && around.series !== null))
    return inBrackets(parts);
  const isLeading = parts.indexOf(first) <= firstNamed(parts);
  const ofFirst = isLeading && !isNumbered(first, parts) ? likenessBy(evidence, first.text) : NOBODY;
  const ofLast = last === first && isLeading ? NOBODY : likenessBy(evidence, last.text);
  const isTitle = (text: string) => title !== null && personKey(text) === personKey(title);
  // "QuillDancer - The Salt Road": a name on a site is written so.
  const next = second?.joint ?? parts[1]?.joint;
  const isOnSite = isSiteName(first.text) && (next === 'dash' || next === 'tight');
  if (isLeading && isOnSite && ofLast < SURE && parts[0] === first)
    return withPeople(parts, [first], 'a name as on a site, in front of a dash');
  // Two people are never a title: "Don Quixote - Miguel Cervantes, John Rutherford".
  const areSeveral = last !== first && ofLast === SURE && splitNames(last.text).length > 1;
  if (areSeveral && splitNames(first.text).length < 2 && isBehindDash(last))
    return withPeople(parts, [last], 'several people behind the last dash');
  // "Jane Eyre (Highbury, Book 3) - Emma Woodhouse": before a series in brackets stands the title.
  const isTitled = isBeforeSeries(first, parts) && last !== first && last.joint === 'dash';
  if (isTitled && ofLast === SURE) return withPeople(parts, [last], 'people behind the last dash');
  const areSeveralInFront = ofFirst >= LIKELY && splitNames(first.text).length > 1 && isBehindDash(second);
  if (areSeveralInFront && (texts.length > 2 || splitNames(last.text).length < 2))
    return withPeople(parts, [first], 'several people in front of a dash');
  if (isInverted(first.text)) return withPeople(parts, [first], 'a name as it is sorted, in front');
  const isApart = ofFirst === SURE || parts[parts.indexOf(first) + 1]?.joint !== 'colon';
  // "14 - Jane Eyre - C. Bell - 1847" among the best of their kind: the one with initials.
  const isBehindTitle = around.isRanking && hasInitials(last.text) && !hasInitials(first.text);
  if (isBehindTitle && last !== first && ofLast === SURE && isBehindDash(last))
    return withPeople(parts, [last], 'a name with initials behind the last dash');
  if (
    ofFirst >= LIKELY &&
    isApart &&
    ofFirst >= ofLast &&
    !isTitle(first.text) &&
    !isSeries(first.text, around)
  )
    return withPeople(parts, leadingPeople(parts, texts), 'people in front of a dash');
  const beforeLast = texts.length > 2 ? texts.at(-2) : undefined;
  // "Emma - Jane Austen - Juliet Stevenson": who reads comes last.
  if (ofLast > ofFirst && beforeLast && peopleLikeness(beforeLast.text) === SURE && !isTitle(beforeLast.text))
    return withPeople(parts, [beforeLast], 'people behind the title');
  // "Highbury 2 - Quill Vonnet" with "07 Quill Vonnet - Highbury 2 - Chapter 6": they begin with who wrote it.
  if (texts.length === 1 && !isLeading && ofLast >= LIKELY && files.leads(last.text) && isBehindDash(last))
    return withPeople(parts, [last], 'people behind the last dash, with whom the files begin');
  // "Highbury Book 1 - Blue Monday": beside a series alone, only a known name is somebody's.
  const least =
    texts.length === 1 && isBehindSeries(last, parts, around) ? SURE + 1 : texts.length === 1 ? SURE : LIKELY;
  if (ofLast >= least && ofLast > ofFirst && !isTitle(last.text) && isBehindDash(last))
    return withPeople(parts, [last], 'people behind the last dash');
  if (ofLast === POSSIBLE && ofFirst === NOBODY && texts.length > 1 && isBehindDash(last))
    return withPeople(parts, [last], 'words like a name behind the last dash');
  if (ofFirst === POSSIBLE && !isTitle(first.text) && isBehindDash(second))
    return withPeople(parts, [first], 'words like a name in front of a dash');
  if (isOnlyHere(first, parts, texts, files))
    return withPeople(parts, [first], 'in front of what the files bear, and not in their names');
  if (isBehindVolume(last, parts, texts, files))
    return withPeople(parts, [last], 'a word behind a volume, and not in the names of the files');
  return wordBeforeVolume(parts, texts, around) ?? loneWord(parts, texts, around, files) ?? inBrackets(parts);
}

/** "The Long Road Home, Vol. 5 - Lanternist" with files "The Long Road Home, Vol. 5 - 04": such volumes have no other title. */
function isBehindVolume(
  last: Text,
  parts: readonly NamePart[],
  texts: readonly Text[],
  files: FileHints,
): boolean {
  const [volume, next] = parts;
  if (volume?.kind !== 'series' || next !== last || texts.length > 1 || last.joint !== 'dash') return false;
  const isWord = /^\p{Lu}\p{L}+$/u.test(last.text) && !TITLE_WORDS.has(textKey(last.text));
  const isCalled = /\bvol/iu.test(volume.whole.slice(volume.name.length));
  return isWord && isCalled && files.has(volume.name) && !files.has(last.text);
}

function isBeforeSeries(text: Text, parts: readonly NamePart[]): boolean {
  const next = parts[parts.indexOf(text) + 1];
  return next?.kind === 'series' && next.form === 'bracketed';
}

/** "QuillDancer Jones - Emma Highbury, Book 2" with files "Emma Highbury, Book 2 - 07": these leave out who wrote it. */
function isOnlyHere(
  first: Text,
  parts: readonly NamePart[],
  texts: readonly Text[],
  files: FileHints,
): boolean {
  const [, second] = parts;
  if (texts.length > 1 || parts[0] !== first || second?.kind !== 'series') return false;
  if (second.form === 'bare' && second.name.split(' ').length < 3) return false;
  const isSpelt = second.joint === 'dash' && second.from.startsWith(second.name.slice(0, 3));
  return isSpelt && files.has(second.name) && !files.has(first.text);
}

function isBehindYear(text: Text, parts: readonly NamePart[]): boolean {
  const before = parts[parts.indexOf(text) - 1];
  return text.joint === 'bullet' || (text.joint === 'bracket' && before?.kind === 'year');
}

/** "Highbury (Book 2) Emma": the number is of what stands before its bracket. */
function isNumbered(text: Text, parts: readonly NamePart[]): boolean {
  const next = parts[parts.indexOf(text) + 1];
  if (next?.kind !== 'position') return false;
  // "Highbury - 02 - Emma": only a known name is somebody's in front of a number.
  const texts = textsOf(parts);
  const isBetween = texts.length === 2 && peopleLikeness(text.text) < SURE && !text.text.includes(',');
  // "Emma Woodhouse - Book 2 - The Picnic - Jane Austen": who wrote it comes last.
  const isVolume = /^(?:book|vol|band|#)/iu.test(next.from);
  if (isVolume && texts.length > 2 && peopleLikeness(texts.at(-1)?.text ?? '') >= LIKELY) return true;
  return next.joint === 'bracket' || isBetween;
}

/** "Highbury/Highbury 01 - Jane Eyre": in the folder of its series, what stands behind the number is the title. */
function isBehindSeries(text: Text, parts: readonly NamePart[], { series }: Surroundings): boolean {
  const before = parts[parts.indexOf(text) - 1];
  return (
    series !== null &&
    before?.kind === 'series' &&
    isSameSeries(before.name, series.value) &&
    /(?<!\d)0\d|\p{L}\.?\s?#?\d+$/u.test(before.whole.slice(before.name.length))
  );
}

function isBehindDash(part: NamePart | undefined): boolean {
  return (
    part === undefined ||
    part.joint === 'dash' ||
    part.joint === 'tight' ||
    part.joint === 'bracket' ||
    part.joint === 'bullet'
  );
}

function isInverted(text: string): boolean {
  return text.includes(',') && peopleLikeness(text) >= LIKELY && splitNames(text).length === 1;
}

function isSeries(text: string, { series }: Surroundings): boolean {
  return series !== null && personKey(series.value) === personKey(text);
}

/** "Jane Austen - Another Lady - Sanditon": people one after the other, as long as a title is left. */
function leadingPeople(parts: readonly NamePart[], texts: readonly Text[]): readonly Text[] {
  const hasNumber = parts.some(({ kind }) => kind === 'series' || kind === 'position');
  if (texts.length < 3 || hasNumber) return texts.slice(0, 1);
  if (isGenericSubtitle(texts.at(-1)?.text ?? '')) return texts.slice(0, Math.max(1, texts.length - 2));
  // "Jane Austen - Emma Woodhouse - The Picnic": two beside each other write only where nothing parts them widely.
  const end = texts.findIndex(
    (text, at) =>
      at === texts.length - 1 || peopleLikeness(text.text) < SURE || (at > 0 && text.joint === 'dash'),
  );
  return texts.slice(0, Math.max(1, end));
}
