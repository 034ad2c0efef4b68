import { GIVEN_NAMES } from '../../base/given-names.ts';
import { textKey } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { type Own, textsOf } from './own-people.ts';
import { peopleLikeness, SURE } from './person-likeness.ts';

/** A given name, initials, a surname: of which no title is made. "Henry V" and "Malcolm X" have none. */
const NAME = String.raw`(?<given>\p{Lu}\p{Ll}+)(?:\s(?:\p{Lu}\.|(?![AIVX]\s)\p{Lu})){1,3}\s(?:Le\s|de\s|van\s|von\s)?\p{Lu}[\p{L}'’-]{2,}`;
const IN_FRONT = new RegExp(`^(?<name>${NAME})\\s(?<rest>\\p{Lu}.*)$`, 'u');
const BEHIND = new RegExp(`^(?<rest>.*\\S)\\s(?<name>${NAME})$`, 'u');

/** "Jane B Austen Highbury Bk 6 - Emma" and "Emma Jane B. Austen": a name with initials, with nothing between. */
export function runOnPeople(parts: readonly NamePart[]): Own | null {
  const [first] = parts;
  if (first?.kind === 'series' && textsOf(parts).length > 0) {
    const { name, given, rest } = IN_FRONT.exec(first.name)?.groups ?? {};
    if (isKnown(name, given) && rest) return ownOf(parts, first, name, { ...first, name: rest, whole: rest });
  }
  if (first?.kind === 'text' && textsOf(parts).length === 1) {
    const { name, given, rest } = BEHIND.exec(first.text)?.groups ?? {};
    if (isKnown(name, given) && rest) return ownOf(parts, first, name, { ...first, text: rest });
  }
  return null;
}

function isKnown(name: string | undefined, given: string | undefined): name is string {
  return name !== undefined && GIVEN_NAMES.has(textKey(given ?? '')) && peopleLikeness(name) === SURE;
}

function ownOf(parts: readonly NamePart[], part: NamePart, name: string, left: NamePart): Own {
  return {
    authors: found(splitNames(name), part.from, 'a name with initials beside other words'),
    isNamedBeside: true,
    parts: parts.map((other) => (other === part ? left : other)),
  };
}
