import { atom, data } from './mp4-tags.ts';

/** A frame of an ID3v2 tag: its id and everything behind its head. */
export type RawFrame = readonly [id: string, body: Buffer];

/** An ID3v2.3 or 2.4 tag of exactly these frames. */
export function rawId3Tag(version: 3 | 4, frames: readonly RawFrame[]): Buffer {
  const body = Buffer.concat(frames.map(([id, content]) => rawFrame(version, id, content)));
  return Buffer.concat([Buffer.of(0x49, 0x44, 0x33, version, 0, 0), syncsafe(body.length), body]);
}

/** A text frame: UTF-16 as programs write it in version 3, UTF-8 in 4. */
export function textFrame(version: 3 | 4, id: string, ...values: readonly string[]): RawFrame {
  return [id, encoded(version, values.join('\0'))];
}

/** A text under a name of its own. */
export function userFrame(version: 3 | 4, name: string, value: string): RawFrame {
  return ['TXXX', encoded(version, `${name}\0${value}`)];
}

/** A comment or lyrics: with a language and a heading. */
export function commentFrame(id: 'COMM' | 'USLT', heading: string, text: string): RawFrame {
  return [id, Buffer.from(`\x03eng${heading}\0${text}`)];
}

/** An APE tag, as it stands at the end of a file. */
export function rawApeTag(items: readonly (readonly [string, string])[]): Buffer {
  const body = Buffer.concat(
    items.map(([key, value]) => {
      const head = Buffer.alloc(8);
      head.writeUInt32LE(Buffer.byteLength(value), 0);
      return Buffer.concat([head, Buffer.from(`${key}\0${value}`)]);
    }),
  );
  const edge = (flags: number) => {
    const bytes = Buffer.alloc(32);
    bytes.write('APETAGEX', 'latin1');
    bytes.writeUInt32LE(2000, 8);
    bytes.writeUInt32LE(body.length + 32, 12);
    bytes.writeUInt32LE(items.length, 16);
    bytes.writeUInt32LE(flags, 20);
    return bytes;
  };
  return Buffer.concat([edge(0xa000_0000), body, edge(0x8000_0000)]);
}

/** An item of an MP4 tag with one or several texts. */
export function textItem(type: string, ...values: readonly string[]): Buffer {
  return atom(type, ...values.map((value) => data(1, Buffer.from(value))));
}

export function numberItem(type: string, value: number, bytes = 1): Buffer {
  const number = Buffer.alloc(bytes);
  number.writeUIntBE(value, 0, bytes);
  return atom(type, data(21, number));
}

/** A freeform item: a maker, a name, texts. */
export function freeformItem(mean: string, name: string, ...values: readonly string[]): Buffer {
  const versioned = (word: string) => Buffer.concat([Buffer.alloc(4), Buffer.from(word)]);
  const texts = values.map((value) => data(1, Buffer.from(value)));
  return atom('----', atom('mean', versioned(mean)), atom('name', versioned(name)), ...texts);
}

function rawFrame(version: 3 | 4, id: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([
    Buffer.from(id, 'latin1'),
    version === 4 ? syncsafe(body.length) : length,
    Buffer.alloc(2),
    body,
  ]);
}

function encoded(version: 3 | 4, text: string): Buffer {
  if (version === 4) return Buffer.concat([Buffer.of(3), Buffer.from(text)]);
  // Each of several texts begins with the mark of its byte order.
  return Buffer.concat([Buffer.of(1), Buffer.from(`\ufeff${text.replaceAll('\0', '\0\ufeff')}`, 'utf16le')]);
}

function syncsafe(value: number): Buffer {
  return Buffer.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);
}
