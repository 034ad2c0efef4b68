import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a cover taken out of an audio file is kept; equal covers are kept once. */
export function keptCover(dir: string, key: string): string {
  return join(dir, key.slice(0, 2), `${key}.image`);
}

/** Keeps a cover and answers its key; null where it cannot be written, for then it is taken out again when asked for. */
export function keepCover(dir: string, bytes: Uint8Array): string | null {
  const key = createHash('sha256').update(bytes).digest('hex').slice(0, 40);
  const path = keptCover(dir, key);
  try {
    if (existsSync(path)) return key;
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${randomUUID()}.new`;
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
    return key;
  } catch {
    return null;
  }
}
