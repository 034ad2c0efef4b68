import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The bytes of a file, read by position. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `offset`: fewer where the file ends. */
  read(offset: number, length: number): Buffer;
}

export interface OpenedFile extends ByteSource, Disposable {
  readonly fd: number;
  readonly isFile: boolean;
  /** Whether the file now has another size or time than when it was opened. */
  hasChanged(): boolean;
}

/** Opens a file for reading without ever waiting for the other end of a pipe. */
export function openFile(path: string): OpenedFile {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const before = fstatSync(fd);
  return {
    fd,
    sizeBytes: before.size,
    isFile: before.isFile(),
    read(offset, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, before.size - offset)));
      let done = 0;
      while (done < buffer.length) {
        const read = readSync(fd, buffer, done, buffer.length - done, offset + done);
        if (read === 0) break;
        done += read;
      }
      return buffer.subarray(0, done);
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

/** The same bytes; those from `from` on are read at once, so that many small reads there cost one. */
export function readAhead(source: ByteSource, from: number, length: number): ByteSource {
  const ahead = source.read(from, length);
  return {
    sizeBytes: source.sizeBytes,
    read(offset, count) {
      const at = offset - from;
      const isHeld = at >= 0 && at + count <= ahead.length;
      return isHeld ? ahead.subarray(at, at + count) : source.read(offset, count);
    },
  };
}
