import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The newest lines of one kind of log file (`app.3.log`), oldest first, of all processes that write there; whole lines only. */
export async function readLogTail(
  dir: string,
  kind: 'app' | 'errors',
  maxBytes: number,
): Promise<readonly string[]> {
  const files = await ownFiles(dir, kind);
  const parts: string[] = [];
  let room = maxBytes;
  for (const { path, size } of files) {
    if (room <= 0) break;
    const length = Math.min(size, room);
    room -= length;
    const text = await readEnd(path, size - length, length);
    parts.unshift(length === size ? text : text.slice(text.indexOf('\n') + 1));
  }
  return parts.flatMap((part) => part.split('\n')).filter((line) => line !== '');
}

/** Newest first. */
async function ownFiles(dir: string, kind: string) {
  const pattern = new RegExp(`^${kind}(?:\\.\\d+)?\\.log$`);
  const names = (await readdir(dir).catch(() => [])).filter((name) => pattern.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(dir, name);
      // The oldest may be removed in between.
      const found = await stat(path).catch(() => null);
      return found === null ? [] : [{ path, size: found.size, mtimeMs: found.mtimeMs }];
    }),
  );
  return files.flat().sort((one, other) => other.mtimeMs - one.mtimeMs);
}

async function readEnd(path: string, from: number, length: number): Promise<string> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.toString('utf8', 0, bytesRead);
}
