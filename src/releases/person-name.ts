import { GIVEN_NAMES } from '../base/given-names.ts';
import { words } from '../base/text.ts';

const PARTICLES = 'de|di|da|del|della|der|den|des|du|el|la|le|van|von|vander|ten|ter|zu|bin|ibn|al|st|mac|o';
const CAPITAL = "\\p{Lu}[\\p{L}'’-]*\\.?";
const INITIALS = '(?:\\p{Lu}\\.\\s?){1,4}|\\p{Lu}{1,3}(?=\\s)|(?:\\p{Lu}\\s){1,4}';
const PARTICLE = new RegExp(`^(?:${PARTICLES})$`, 'iu');
const STOP_WORD =
  /^(?:the|an|of|in|on|to|at|from|for|with|and|und|book|books|vol|volume|series|collection|part|der|die|das|complete|all|my|your|how|why|audio|audiobooks|press|publishing|media|studios?|productions?)$/iu;
const SUFFIX = /^(?:jr|sr|phd|md|ii|iii|iv)\.?$/iu;
const LEADING_PERSON = new RegExp(
  `^((?:${CAPITAL}\\s)?(?:${INITIALS})?(?:(?:${PARTICLES})\\s){0,2}\\p{Lu}[\\p{L}'’-]+)\\s+(?=\\S)`,
  'u',
);

/** How much a text looks like a person: a known given name or initials make it sure, two or three capitalised words possible. */
export function personLikeness(text: string): 'sure' | 'possible' | 'no' {
  const straight = straightName(text);
  const parts = straight.split(/\s+/u).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 5 || /[\d:;!?()[\]]/u.test(straight)) return 'no';
  if (parts.some((part) => STOP_WORD.test(part))) return 'no';
  if (!parts.every((part) => /^\p{Lu}/u.test(part) || PARTICLE.test(part))) return 'no';
  const first = parts[0] ?? '';
  if (isInitials(first) || GIVEN_NAMES.has(words(first).join(''))) return 'sure';
  if (parts.slice(1, -1).some(isInitials)) return 'sure';
  return parts.length <= 3 ? 'possible' : 'no';
}

/** Whether every one of the people that a text lists is surely a person. */
export function areSurelyPeople(text: string): boolean {
  const people = splitPeople(text);
  return people.length > 0 && people.every((person) => personLikeness(person) === 'sure');
}

const MAX_LIST_LENGTH = 1_000;

/** "A, B & C" → three people; "Tolkien, J. R. R." → one, put straight. */
export function splitPeople(text: string): string[] {
  const parts = text
    .slice(0, MAX_LIST_LENGTH)
    .split(/\s*[;/|]\s*|\s+(?:&|and|with|und|et|y)\s+/iu)
    .flatMap((part) => (isInverted(part) ? [straightName(part)] : part.split(/\s*,\s*/u)))
    .map((part) => part.replace(/\.\.\.$/u, '').replace(/^[\s,.-]+|[\s,-]+$/gu, ''))
    .filter((part) => /\p{L}/u.test(part));
  return joinSuffixes(parts);
}

/** The person at the start of a text that goes on with something else: "Brian D Anderson Godling Chronicles". */
export function leadingPerson(text: string): string | null {
  const name = LEADING_PERSON.exec(text)?.[1];
  return name !== undefined && personLikeness(name) === 'sure' ? name : null;
}

/** "Michael J SullivanHollow World": a person whose name runs into the next word. */
export function gluedPerson(text: string): string | null {
  for (const joint of text.matchAll(/(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})/gu)) {
    const name = text.slice(0, joint.index);
    if (!/(?:^|\s)(?:Mac|Mc|De|La|Van|Fitz)$/u.test(name) && personLikeness(name) === 'sure') return name;
  }
  return null;
}

function joinSuffixes(parts: readonly string[]): string[] {
  const people: string[] = [];
  for (const part of parts) {
    const before = people.at(-1);
    if (before !== undefined && SUFFIX.test(part)) people[people.length - 1] = `${before} ${part}`;
    else people.push(part);
  }
  return people;
}

function straightName(text: string): string {
  if (!isInverted(text)) return text.trim();
  const comma = text.indexOf(',');
  return `${text.slice(comma + 1).trim()} ${text.slice(0, comma).trim()}`;
}

/** "Waters, Sarah", "de Castell, Sebastien", "Nicholas, JT": one family name, a comma, given names. */
function isInverted(text: string): boolean {
  const parts = text.trim().split(/\s*,\s*/u);
  const [family, given] = parts;
  if (parts.length !== 2 || !family || !given || SUFFIX.test(given)) return false;
  const familyWords = family.split(/\s+/u);
  return (
    familyWords.slice(0, -1).every((word) => PARTICLE.test(word)) &&
    given.split(/\s+/u).length <= 3 &&
    /^\p{Lu}/u.test(given)
  );
}

function isInitials(part: string): boolean {
  if (/^(?:A|I|An|II|III|IV|VI)$/u.test(part)) return false;
  return /^(?:\p{Lu}\.){1,4}$|^\p{Lu}{1,3}\.?$|^\p{Lu}\.-?\p{Lu}\.$/u.test(part);
}
