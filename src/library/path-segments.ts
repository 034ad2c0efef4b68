import { looksLikePeople } from './person-names.ts';

/**
 * Parts a name at its dashes. A dash without spaces around it counts only between a person and several words, or before
 * a number; a semicolon only before a volume: "It Ain't Over; Cole & Srexx, Book 1".
 */
export function segmentsOf(name: string): readonly string[] {
  const wide = name.split(
    /\s+[-–—]+\s+|\s+[-–—]+(?=[#\d])|(?<=[\s-]\d{1,3}|#\d{1,3})[-–—]+\s+|;\s+(?=.*\b(?:book|vol)\b)/iu,
  );
  return wide
    .flatMap(tightly)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function tightly(part: string): readonly string[] {
  const at = part.indexOf('-');
  if (at <= 0 || !/\s/u.test(part)) return [part];
  if (/-#\d/u.test(part)) return part.split('-');
  const before = part.slice(0, at);
  const after = part.slice(at + 1);
  return looksLikePeople(before) && /^(?:\s+\p{Lu}|\p{Lu}\S*\s)/u.test(after)
    ? [before, ...tightly(after)]
    : [part];
}
