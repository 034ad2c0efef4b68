/** A release name made readable: one kind of dash, colon and space; scene dots undone; no site tag. */
export interface ReleaseText {
  readonly text: string;
  /** Written without spaces, as scene groups do: every hyphen may part fields. */
  readonly isScene: boolean;
}

/** Longer names are no names: file systems end at 255 bytes. Keeps hostile input cheap. */
const MAX_NAME_LENGTH = 600;

export function readableText(name: string): ReleaseText {
  const tidy = tidied(name.slice(0, MAX_NAME_LENGTH).toWellFormed());
  const spaces = count(tidy, ' ');
  const isScene = spaces === 0 && (/[._]/u.test(tidy) || count(tidy, '-') > 1);
  const isDotted = count(tidy, '.') > 2 && spaces * 3 < count(tidy, '.');
  const undotted = isScene || isDotted ? withoutDots(tidy) : withoutStrayDots(tidy);
  return { text: undotted.replaceAll('_', ' ').replace(/ {2,}/gu, ' ').trim(), isScene };
}

function tidied(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/&(#0?39|apos|quot|amp);/gu, (_, entity: string) => ENTITIES[entity] ?? ' ')
    .replace(/[꞉：∶]/gu, ':')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(SITE_TAG, '')
    .replace(SPACED_RANGE, '-')
    .replace(/\.(?:torrent|nzb|unpack|rar|zip)$/iu, '')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '#39': "'",
  '#039': "'",
  apos: "'",
  quot: '"',
  amp: '&',
};

/** "Books 1 - 4": that dash parts no fields. */
const SPACED_RANGE =
  /(?<=(?:books?|bks?|vols?|volumes?|parts?|band|bände|nr)\.?\s#?\d{1,3})\s-\s(?=#?\d{1,3}(?!\d))/giu;

/** "[bitsearch.to] ", "www.example.org - " */
const SITE_TAG = /^(?:\[\s*(?:www\.)?[\w-]{2,40}\.[a-z]{2,6}\s*\]|www\.[\w-]{2,40}\.[a-z]{2,6})\s*-?\s*/iu;

/** Dots are spaces in a scene name, but "17.5" stays a number; "2015.364.18" is three. */
function withoutDots(text: string): string {
  return text.replace(/(?<!\d|\d\.)(\d{1,2})\.(?=\d(?!\d|\.\d))|\./gu, (_, number: string | undefined) =>
    number === undefined ? ' ' : `${number}.`,
  );
}

/** "Complete.The Chronicles": a dot between two words is a space, in "A.I." and "J.K." it is not. */
function withoutStrayDots(text: string): string {
  return text.replace(/(?<=\p{L}{3})\.(?=\p{L}{3}|\d)/gu, ' ');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
