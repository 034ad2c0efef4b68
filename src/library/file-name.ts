import { isUtf8 } from 'node:buffer';

/** A file name as the file system gave it, and as people read it. */
export interface FileName {
  readonly bytes: Buffer;
  /** The name itself; where it is not UTF-8, with the odd bytes as `\xE9`. */
  readonly text: string;
  readonly isUtf8: boolean;
}

export function fileName(bytes: Buffer): FileName {
  return isUtf8(bytes)
    ? { bytes, text: bytes.toString('utf8'), isUtf8: true }
    : { bytes, text: escaped(bytes), isUtf8: false };
}

function escaped(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => isUtf8(bytes.subarray(at, at + count)));
    text += length
      ? bytes.toString('utf8', at, at + length)
      : `\\x${bytes.toString('hex', at, at + 1).toUpperCase()}`;
    at += length ?? 1;
  }
  return text;
}
