import { words } from '../base/text.ts';
import { splitPeople } from './person-name.ts';

const SUFFIX = /^(?:jr|sr|phd|md|ii|iii|iv)$/u;

/** Whether two names can be the same person: initials stand for given names, middle names may be left out. */
export function isSamePerson(a: string, b: string): boolean {
  if (words(a).join('') === words(b).join('')) return true;
  return namesOf(a).some((name) => namesOf(b).some((other) => isSameName(name, other)));
}

function isSameName(a: string, b: string): boolean {
  if (words(a).join('') === words(b).join('')) return true;
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left.family !== right.family || left.given.length === 0 || right.given.length === 0) return false;
  const [first, other] = [left.given[0] ?? '', right.given[0] ?? ''];
  if (first.length > 1 && other.length > 1) return first === other;
  const [initials, others] = [initialsOf(left.given), initialsOf(right.given)];
  return initials.startsWith(others) || others.startsWith(initials);
}

/** Like isSamePerson, but a bare family name stands for everyone of that name. */
export function isSamePersonOrFamilyName(a: string, b: string): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  const isBare = left.given.length === 0 || right.given.length === 0;
  return isSamePerson(a, b) || (isBare && left.family === right.family);
}

/** Whether a text, given as folded words, names the person: "sanderson brandon", "cm carney", "arthur clarke". */
export function namesPerson(text: readonly string[], person: string): boolean {
  const joined = joinInitials(text);
  const haystacks = [joined, joined.filter((word) => word.length > 1)].map((some) => ` ${some.join(' ')} `);
  return spellings(person).some((spelling) =>
    haystacks.some((haystack) => haystack.includes(` ${spelling} `)),
  );
}

/** The ways in which a name is written, as folded words with initials joined. */
export function spellings(person: string): readonly string[] {
  return [...new Set(namesOf(person).flatMap(spellingsOfOne))];
}

function spellingsOfOne(name: string): string[] {
  const { given, family } = partsOf(name);
  const [first] = given;
  if (first === undefined) return family.length < 2 ? [] : [family];
  const shorter = [first, initialsOf(given)].filter((some) => some.length > 1);
  return [joinInitials(given).join(' '), ...shorter].flatMap((some) => [
    `${some} ${family}`,
    `${family} ${some}`,
  ]);
}

/** "Hector Hugh Munro (Saki)" has two names; "Constance Garnett - translator" one and a role. */
function namesOf(person: string): string[] {
  const bare = person.replace(/\s+-\s.*$/u, '');
  const pseudonyms = [...bare.matchAll(/\(([^()]+)\)/gu)].map(([, name]) => name ?? '');
  return [bare.replace(/\([^()]*\)/gu, ' ').trim(), ...pseudonyms].filter((name) => /\p{L}/u.test(name));
}

/** "J.R.R. Tolkien", "JRR Tolkien" → given j, r, r; family tolkien. */
function partsOf(person: string): { readonly given: readonly string[]; readonly family: string } {
  const straight = splitPeople(person)[0] ?? person;
  const tokens = straight
    .split(/[\s.]+/u)
    .flatMap((token) => (/^\p{Lu}{2,3}$/u.test(token) && straight !== token ? [...token] : [token]))
    .flatMap((token) => words(token))
    .filter((token, index) => index === 0 || !SUFFIX.test(token));
  return { given: tokens.slice(0, -1), family: tokens.at(-1) ?? '' };
}

function initialsOf(given: readonly string[]): string {
  return given.map((name) => name[0] ?? '').join('');
}

function joinInitials(text: readonly string[]): string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const word of text) {
    const isInitial = word.length === 1 && /\p{L}/u.test(word);
    if (isInitial && isOpen) joined[joined.length - 1] += word;
    else joined.push(word);
    isOpen = isInitial;
  }
  return joined;
}
