/** How files begin that people mistake for audio, or that give themselves out for it. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['504b0304', 'it is a ZIP archive'],
  ['52617221', 'it is a RAR archive'],
  ['377abcaf', 'it is a 7z archive'],
  ['25504446', 'it is a PDF'],
  ['1a45dfa3', 'it is a Matroska file, which is not read here'],
  ['464f524d', 'it is an AIFF file, which is not read here'],
];

/** Half a sentence on what a file that is not audio seems to be, by its first bytes. */
export function looksLike(head: Buffer): string {
  if (head.every((byte) => byte === 0))
    return 'it begins with nothing but zeros, like a download that never arrived';
  const hex = head.toString('hex', 0, 8);
  const known = BEGINNINGS.find(([beginning]) => hex.startsWith(beginning));
  if (known) return known[1];
  if (/^\s*<(?:!doctype|html)/iu.test(head.toString('latin1'))) return 'it is a web page';
  return head.every(isText) ? 'it holds text' : 'no audio begins in it';
}

function isText(byte: number): boolean {
  return byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
