/** A text as it reads once some of its encodings are undone, and where each of its characters stood at first. */
export interface Level {
  readonly text: string;
  /** One for each UTF-16 unit and one for the end; null: nothing moved. */
  readonly origin: Int32Array | null;
}

/** An address within JSON within JSON, and one more. */
const MAX_LEVELS = 5;

const ENCODED =
  /(?:%[\da-f]{2})+|\\u[\da-f]{4}|\\x[\da-f]{2}|\\["\\/bfnrt]|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});|[\u0300-\u036f]/giu;
const SIGNS: Readonly<Record<string, string>> = {
  ...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
};

/** The text itself, then each time with one more layer of URL, JSON and HTML encoding undone. */
export function decodeLevels(text: string): readonly Level[] {
  const levels: Level[] = [{ text, origin: null }];
  for (let last = levels[0]; last !== undefined && levels.length < MAX_LEVELS; ) {
    const next = decode(last);
    if (next !== undefined) levels.push(next);
    last = next;
  }
  return levels;
}

function decode({ text, origin }: Level): Level | undefined {
  if (text.search(ENCODED) === -1) return undefined;
  const parts: string[] = [];
  const from = new Int32Array(text.length + 1);
  let length = 0;
  let at = 0;
  let hasChanged = false;
  const put = (part: string, position: (unit: number) => number) => {
    if (part === '') return;
    parts.push(part);
    for (let unit = 0; unit < part.length; unit++) from[length++] = position(unit);
  };
  const copyUntil = (end: number) => {
    const start = at;
    put(text.slice(start, end), (unit) => start + unit);
    at = end;
  };
  for (const { 0: found, index } of text.matchAll(ENCODED)) {
    copyUntil(index);
    for (const { written, meant } of meaningsOf(found)) {
      const start = at;
      const last = parts.at(-1) ?? '';
      const composed = isMark(meant) && last !== '' ? (last.slice(-1) + meant).normalize('NFC') : '';
      if (composed.length === 1) {
        // It belongs to the letter before it, which reaches to here now.
        parts[parts.length - 1] = last.slice(0, -1) + composed;
      } else {
        put(meant, () => start);
      }
      hasChanged ||= composed.length === 1 || meant !== written;
      at += written.length;
    }
  }
  copyUntil(text.length);
  if (!hasChanged) return undefined;
  from[length] = text.length;
  const moved = from.slice(0, length + 1);
  return {
    text: parts.join(''),
    origin: origin === null ? moved : moved.map((position) => origin[position] ?? 0),
  };
}

function isMark(text: string): boolean {
  return /^[\u0300-\u036f]$/u.test(text);
}

interface Meaning {
  readonly written: string;
  readonly meant: string;
}

function meaningsOf(found: string): readonly Meaning[] {
  if (found.startsWith('%')) return [...bytesOf(found)];
  return [{ written: found, meant: meaningOf(found) }];
}

function meaningOf(found: string): string {
  const name = found.replace(/^[\\&]|;$/gu, '');
  if (isMark(found)) return found;
  if (/^[ux]/iu.test(name)) return String.fromCharCode(Number.parseInt(name.slice(1), 16));
  if (!name.startsWith('#')) return SIGNS[name.toLowerCase()] ?? name;
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : found;
}

/** Bytes of UTF-8, each letter by itself; what is none is read as Latin-1. */
function* bytesOf(encoded: string): Generator<Meaning> {
  for (let at = 0; at < encoded.length; ) {
    const lead = Number.parseInt(encoded.slice(at + 1, at + 3), 16);
    const count = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const several = encoded.slice(at, at + 3 * count);
    const utf8 = Buffer.from(several.replaceAll('%', ''), 'hex').toString();
    const isWhole = !utf8.includes('\ufffd');
    const written = isWhole ? several : encoded.slice(at, at + 3);
    yield { written, meant: isWhole ? utf8 : String.fromCharCode(lead) };
    at += written.length;
  }
}
