import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { listLibraries } from '../contract/libraries.ts';
import type { Ask } from './ask-server.ts';
import { CliFault } from './cli-fault.ts';
import { readRows } from './read-rows.ts';
import type { Library } from './things.ts';

export async function readLibraries(ask: Ask): Promise<readonly Library[]> {
  const { items } = await readRows({ limit: 0, all: true }, (query) => ask(listLibraries, { query }));
  return items;
}

/** The library that a person named. Throws CliFault with those that there are. */
export async function chooseLibrary(ask: Ask, named: string): Promise<Library> {
  const libraries = await readLibraries(ask);
  const library = findLibrary(libraries, named);
  if (library !== null) return library;
  const known = libraries.map(({ id, name }) => `${id} ${name}`).join(', ');
  throw new CliFault(
    'refused',
    `There is no library "${named}".${known === '' ? ' There is none at all yet.' : ` There are: ${known}.`}`,
  );
}

/** By its number, its name in any case, or its path, also by way of a symbolic link or from here. */
export function findLibrary(libraries: readonly Library[], named: string): Library | null {
  const paths = pathsOf(named);
  return (
    libraries.find(({ id }) => String(id) === named) ??
    libraries.find(({ name }) => name.toLowerCase() === named.toLowerCase()) ??
    libraries.find(({ path }) => paths.includes(path)) ??
    null
  );
}

/** Whether it can only be meant as a folder. */
export function looksLikePath(named: string): boolean {
  return named.includes('/') || named.startsWith('.') || named.startsWith('~');
}

function pathsOf(named: string): readonly string[] {
  const path = resolve(named);
  try {
    return [path, realpathSync(path)];
  } catch {
    return [path];
  }
}
