const PARTICLES: ReadonlySet<string> = new Set(
  'de da di du del della der den van von vom zu zum la le les el al bin ibn ben st st. saint mac ter ten y e dos das do'.split(
    ' ',
  ),
);
const SUFFIX = /^(?:jr|sr|ph\.?\s?d|m\.?d|esq|ii|iii|iv|phd|dr|mba|cbe|obe)\.?$/iu;
const NOT_IN_NAMES: ReadonlySet<string> = new Set(
  'die das ein eine une los las il the a an of and in on at for with to from by or series saga trilogy chronicles cycle collection trilogie novels novel book books volume complete files tales stories legends wars world empire kingdom war award awards audiobook audiobooks'.split(
    ' ',
  ),
);
const SILENCE =
  /^(?:(?:an )?unknown(?: (?:artist|author|narrator))?|various(?: (?:artists?|authors?|narrators?))?|va|n\/?a|none|null|undefined|author|artist|narrator|audiobooks?|full cast|a full cast|and others|others|et al\.?|uvm\.?|diverse)$/iu;
const ROLE =
  /\s*(?:[-–]\s*|[([]\s*)(?:author|narrator|reader|read by|foreword|foreward|introduction|intro|afterword|translator|translated by|editor|adapt(?:er|ation)|illustrator|contributor|übersetzer)s?\s*[)\]]?$/iu;
const NO_AUTHOR =
  /(?:translat|foreword|foreward|introduction|intro|afterword|illustrat|übersetz|contribut)/iu;

/**
 * The people in a list of names, first names first: "A, B & C", "Last, First", "Last, First; Last, First". Words that
 * say that nobody is known, and people named for a lesser part (translators, writers of forewords), are left out.
 */
export function splitNames(text: string): readonly string[] {
  const groups = text.split(/\s*[;|]\s*|\s*[/&]\s*|\s+(?:and|und|with|feat\.?)\s+|\s\+\s/iu);
  const names = groups.flatMap(splitAtCommas).map((name) => name.trim().replace(/\s+/gu, ' '));
  const kept = names
    .filter((name) => !(ROLE.test(name) && NO_AUTHOR.test(ROLE.exec(name)?.[0] ?? '')))
    .map((name) => name.replace(ROLE, '').replace(/[\s,]+$/u, ''))
    .filter((name) => name !== '' && !SILENCE.test(name));
  return [...new Set(kept)];
}

function splitAtCommas(group: string): readonly string[] {
  const parts = group
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const joined: string[] = [];
  for (const part of parts) {
    if (SUFFIX.test(part) && joined.length > 0) joined.push(`${joined.pop()}, ${part}`);
    else joined.push(part);
  }
  const [last, first] = joined;
  if (joined.length === 2 && last && first && isSurname(last) && isGiven(first)) {
    const [, given = first, suffix = ''] = /^(.*\S)(\s+(?:jr|sr)\.?)$/iu.exec(first) ?? [];
    return [`${given} ${last}${suffix}`];
  }
  return joined;
}

/** One word, or one behind particles: "Le Guin", "von Goethe". */
function isSurname(text: string): boolean {
  const words = text.split(/\s+/u);
  return words.slice(0, -1).every((word) => PARTICLES.has(word.toLowerCase()));
}

function isGiven(text: string): boolean {
  const words = text.split(/\s+/u);
  return words.length <= 4 && words.every((word) => /^[\p{L}.'’-]+$/u.test(word));
}

/** "Unknown", "Various", "Full Cast": words where nobody is named. */
export function isNobody(text: string): boolean {
  return SILENCE.test(text.trim());
}

/** Whether a text looks like the name of one person: some words in capitals, none that titles are made of. */
export function looksLikePerson(text: string): boolean {
  const [last, first, ...more] = text.split(',').map((part) => part.trim());
  if (first !== undefined)
    return more.length === 0 && !!last && isSurname(last) && isGiven(first) && isNameLike(`${first} ${last}`);
  return isNameLike(text);
}

function isNameLike(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  if (words.length < 2 || words.length > 5) return false;
  return words.every(
    (word) =>
      PARTICLES.has(word.toLowerCase()) ||
      (!NOT_IN_NAMES.has(word.toLowerCase()) && /^\p{Lu}[\p{L}.'’-]*,?$/u.test(word)),
  );
}
