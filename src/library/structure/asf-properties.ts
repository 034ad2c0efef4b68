/** The extended content description of a Windows Media file. */
const EXTENDED_CONTENT = Buffer.from('40a4d0d207e3d21197f000a0c95ea850', 'hex');
const HEAD_BYTES = 26;
const TEXT = 0;
const MOST_ITEMS = 200;

/** What a Windows Media file says under names that TagLib leaves out; `head` is its beginning. */
export function readAsfProperties(head: Buffer): Readonly<Record<string, readonly string[]>> {
  const properties: Record<string, string[]> = {};
  const start = head.indexOf(EXTENDED_CONTENT);
  if (start < 0 || start + HEAD_BYTES > head.length) return properties;
  const count = Math.min(head.readUInt16LE(start + 24), MOST_ITEMS);
  let at = start + HEAD_BYTES;
  const next = (): Buffer | null => {
    if (at + 2 > head.length) return null;
    const from = at + 2;
    const end = from + head.readUInt16LE(at);
    at = end;
    return end > head.length ? null : head.subarray(from, end);
  };
  for (let item = 0; item < count; item += 1) {
    const name = next();
    if (name === null || at + 2 > head.length) break;
    const kind = head.readUInt16LE(at);
    at += 2;
    const value = next();
    if (value === null) break;
    if (kind !== TEXT) continue;
    const key = wide(name).toUpperCase();
    properties[key] = [...(properties[key] ?? []), wide(value)];
  }
  return properties;
}

function wide(bytes: Buffer): string {
  return bytes.toString('utf16le').replace(/\0+$/u, '');
}
