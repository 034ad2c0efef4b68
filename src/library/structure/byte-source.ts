import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The bytes of a file, read by position. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `offset`: fewer where the file ends. They may be shared, and must not be changed. */
  read(offset: number, length: number): Buffer;
}

export interface OpenedFile extends ByteSource, Disposable {
  readonly isFile: boolean;
  /** Whether the file now has another size or time than when it was opened. */
  hasChanged(): boolean;
}

/** Tags are read in very many pieces of a few bytes, which lie close together. */
const BLOCK_BYTES = 64 * 1024;
const BLOCKS_KEPT = 8;

/** Opens a file for reading without ever waiting for the other end of a pipe. */
export function openFile(path: string): OpenedFile {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const before = fstatSync(fd);
  const blocks = new Map<number, Buffer>();

  function readNow(offset: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, before.size - offset)));
    let done = 0;
    while (done < buffer.length) {
      const read = readSync(fd, buffer, done, buffer.length - done, offset + done);
      if (read === 0) break;
      done += read;
    }
    return buffer.subarray(0, done);
  }

  function block(number: number): Buffer {
    const kept = blocks.get(number);
    if (kept !== undefined) return kept;
    const bytes = readNow(number * BLOCK_BYTES, BLOCK_BYTES);
    const [oldest] = blocks.keys();
    if (oldest !== undefined && blocks.size >= BLOCKS_KEPT) blocks.delete(oldest);
    blocks.set(number, bytes);
    return bytes;
  }

  return {
    sizeBytes: before.size,
    isFile: before.isFile(),
    read(offset, length) {
      if (length >= BLOCK_BYTES || length <= 0) return readNow(offset, length);
      const first = Math.floor(offset / BLOCK_BYTES);
      const start = offset - first * BLOCK_BYTES;
      const bytes = block(first).subarray(start, start + length);
      if (start + length <= BLOCK_BYTES) return bytes;
      return Buffer.concat([bytes, block(first + 1).subarray(0, start + length - BLOCK_BYTES)]);
    },
    hasChanged() {
      const after = fstatSync(fd);
      return after.size !== before.size || after.mtimeMs !== before.mtimeMs;
    },
    [Symbol.dispose]() {
      closeSync(fd);
    },
  };
}
