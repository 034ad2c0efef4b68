/** Longer names are no names: file systems end at 255 bytes. Keeps hostile input cheap. */
const MAX_LENGTH = 600;

/** A name as people would write it: "Jane.Austen.-.Emma", "A_Tale_of_Highbury", "JaneAusten-MansfieldPark", "the-white-rose". */
export function spelledOut(name: string): string {
  const text = tidied(name);
  const { head, tail } = MARKED.exec(text)?.groups ?? {};
  return head && tail && isRunTogether(head) ? `${spelled(head)} ${withoutUnderscores(tail)}` : spelled(text);
}

/** Brackets and technical words behind a name that has no spaces: "JaneAusten-Emma (Unabridged)", "Jane.Austen.-.Emma mp3". */
const MARKED =
  /^(?<head>[^\s([{]+)\s?(?<tail>(?:\s?[([{][^\])}]*[\])}]|\s(?:mp3|m4b|m4a|unabridged|unabr|unb|audiobook|retail|\d{2,3}k(?:bps)?)(?![^\s]))+)$/iu;

/** By dashes, dots or underscores, or of three words and more: "MaddAddam" may be meant so. */
function isRunTogether(text: string): boolean {
  return /-\p{L}|\..*\.|_/u.test(text) || (text.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0) > 1;
}

function spelled(text: string): string {
  if (text.includes(' ')) return undotted(withoutUnderscores(text));
  if (text.includes('_')) return withoutUnderscores(text.replace(/_-_/gu, ' - '));
  if (count(text, '.') >= 2 || /^\p{Lu}\p{L}+\.\p{Lu}\p{L}+-\p{Lu}/u.test(text)) return withoutDots(text);
  if (count(text, '-') >= 2 && /^[\p{Ll}\p{N}-]+$/u.test(text)) return text.replace(/-/gu, ' ');
  return /\p{Ll}\p{Lu}/u.test(text) ? withSpaces(text) : text;
}

function tidied(name: string): string {
  return name
    .slice(0, MAX_LENGTH)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\.(?:unpack|torrent|nzb|rar|zip)$/iu, '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/[꞉：∶]/gu, ':')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** "Title_ Subtitle" stood with a colon, which not every file system takes. */
function withoutUnderscores(text: string): string {
  return text
    .replace(/(?<=[\p{L}\p{N}])_(?= \p{Lu})/gu, ':')
    .replace(/_+/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** Where most words are parted by dots, although some spaces are there; "J.R.R." and "17.5" keep theirs. */
function undotted(text: string): string {
  const dots = text.match(/(?<=\p{L}{2})\.(?=[\p{L}\p{N}])/gu)?.length ?? 0;
  if (dots > 2 && count(text, ' ') * 2 < dots) return withoutDots(text);
  // "Complete.The Chronicles": between two words, in "A.I." and "J.K." it is not, nor in the name of a site.
  return /www\.|\.(?:com|org|net|info)(?!\p{L})/iu.test(text)
    ? text
    : text.replace(/(?<=\p{L}{3})\.(?=\p{L}{3}|\d)/gu, ' ');
}

function withoutDots(text: string): string {
  return text
    .replace(/\.-\./gu, ' - ')
    .replace(/(?<!\d)(\d{1,2})\.(?=\d(?!\d|\.\d))|\./gu, (_, number: string | undefined) =>
      number === undefined ? ' ' : `${number}.`,
    )
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** A dash that parted words without spaces; all others are plain by then. */
export const CLOSE_DASH = '–';

/** "JaneAusten-MansfieldPark" with the spaces that it lacks; a "Mc" or "Mac" stays with its name. */
export function withSpaces(text: string): string {
  return text
    .replace(/-/gu, ` ${CLOSE_DASH} `)
    .replace(/(?<=\p{Ll}{5})(?=of\p{Lu})/gu, ' ')
    .replace(/(?<=\p{Ll})(?<!Mc|Mac)(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replace(/(?<=\p{L})(?<!\d\p{L})(?=\d)|(?<=\d)(?=\p{Lu}\p{Ll})/gu, ' ');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
