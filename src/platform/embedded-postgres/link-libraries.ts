import { mkdir, readdir, readFile, readlink, rename, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Conflict } from '../../base/errors.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes a folder in which the libraries have their short names too (`libicuuc.so.60`), which an npm package cannot
 * carry. Its install script would make them, but scripts are off here and elsewhere, and `node_modules` may be
 * read-only.
 */
export async function linkLibraries(binaries: PostgresBinaries, into: string): Promise<void> {
  const links = await readLinks(binaries);
  if (/[:;]/u.test(into) && links.length > 0) {
    throw new Conflict(
      `The database cannot live below a path with a colon or semicolon: ${into}. Rename that folder, or set MAMCRAWLER_DATA to another.`,
    );
  }
  await mkdir(into, { recursive: true, mode: 0o755 });
  for (const { library, name } of links) await link(library, join(into, name));
}

interface LibraryLink {
  readonly library: string;
  readonly name: string;
}

/** All libraries, not only those that lack a name: each finds the others only in the folder in which it was found. */
async function readLinks({ folder }: PostgresBinaries): Promise<readonly LibraryLink[]> {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => null);
  // A server that does not come from the npm packages has its libraries in order.
  if (listed === null) return [];
  const libraries = join(folder, 'lib');
  const files = (await readdir(libraries)).filter((name) => /\.(?:so|dylib)(?:\.|$)/u.test(name));
  return [
    ...files.map((name) => ({ library: join(libraries, name), name })),
    ...Links.parse(JSON.parse(listed)).map(({ source, target }) => ({
      library: join(libraries, basename(source)),
      name: basename(target),
    })),
  ];
}

async function link(library: string, name: string): Promise<void> {
  if ((await readlink(name).catch(() => null)) === library) return;
  const fresh = `${name}.${process.pid}`;
  await symlink(library, fresh);
  await rename(fresh, name);
}
