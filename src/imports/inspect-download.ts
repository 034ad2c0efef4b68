import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { extensionOf, isAudioFileName } from '../base/audio.ts';
import { compareNaturally } from '../base/text.ts';
import { isIgnoredName } from '../library/group-files.ts';
import type { SourceFile } from '../platform/place-file.ts';

export interface DownloadedFile extends SourceFile {
  /** Relative to the download's folder, with slashes. */
  readonly name: string;
  readonly mtimeMs: number;
}

/** What a download left on the disk. */
export interface InspectedDownload {
  /** The name of its folder or single file. */
  readonly name: string;
  readonly root: string;
  /** In natural order. */
  readonly audio: readonly DownloadedFile[];
  readonly cover: DownloadedFile | null;
  readonly otherCount: number;
  /** Sentences about what must not be there at all. */
  readonly dangers: readonly string[];
}

const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 16;
const IMAGES = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/** Looks at everything below a path without following anything. Null where there is nothing at the path. */
export async function inspectDownload(path: string): Promise<InspectedDownload | null> {
  const root = await realpath(dirname(path)).then(
    (folder) => join(folder, basename(path)),
    () => null,
  );
  const stats = root === null ? null : await lstat(root).catch(() => null);
  if (root === null || stats === null) return null;
  const found: Found = { files: [], dangers: [], entries: 0 };
  if (stats.isDirectory()) await walk(root, '', 0, found);
  else await take(root, basename(root), found);
  const files = found.files.toSorted((a, b) => compareNaturally(a.name, b.name));
  const audio = files.filter(({ name }) => isAudioFileName(name));
  const images = files.filter(({ name }) => IMAGES.has(extensionOf(name)));
  const cover =
    images.find(({ name }) => /^(?:cover|folder|front)\b/i.test(basename(name))) ?? images[0] ?? null;
  return {
    name: basename(root),
    root,
    audio,
    cover,
    otherCount: files.length - audio.length - (cover === null ? 0 : 1),
    dangers: found.dangers,
  };
}

interface Found {
  readonly files: DownloadedFile[];
  readonly dangers: string[];
  entries: number;
}

async function walk(folder: string, below: string, depth: number, found: Found): Promise<void> {
  if (depth > MAX_DEPTH) {
    found.dangers.push(`${below} lies too deep.`);
    return;
  }
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (isIgnoredName(entry.name)) continue;
    found.entries += 1;
    if (found.entries > MAX_ENTRIES) {
      if (found.entries === MAX_ENTRIES + 1) found.dangers.push(`It holds more than ${MAX_ENTRIES} files.`);
      return;
    }
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, name, depth + 1, found);
    else await take(path, name, found);
  }
}

async function take(path: string, name: string, found: Found): Promise<void> {
  const stats = await lstat(path, { bigint: true });
  if (!stats.isFile()) {
    found.dangers.push(`"${shown(name)}" is ${kindOf(stats)}, not a file.`);
    return;
  }
  found.files.push({
    path,
    name,
    sizeBytes: Number(stats.size),
    mtimeMs: Number(stats.mtimeMs),
    device: String(stats.dev),
    inode: String(stats.ino),
  });
}

function kindOf(stats: { isSymbolicLink(): boolean; isFIFO(): boolean; isSocket(): boolean }): string {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** A name for a sentence: control characters made visible. */
function shown(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be shown
  return name.replace(/[\u0000-\u001f\u007f]/g, '?');
}
