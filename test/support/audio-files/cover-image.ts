import { crc32, deflateSync } from 'node:zlib';

/** A square PNG of one colour, its hue in degrees: enough to be a cover and to be told from another. */
export function coverImage(hue: number, pixels = 160): Buffer {
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: pixels }, () => colour(hue))]);
  const rows = Buffer.concat(Array.from({ length: pixels }, () => row));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(pixels);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([size, size, Buffer.of(8, 2, 0, 0, 0)])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}

function colour(hue: number): Buffer {
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (0.5 - 0.35 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return Buffer.of(channel(0), channel(8), channel(4));
}
