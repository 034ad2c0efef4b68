import { readEnabledDownloadClients } from '../downloads/download-client-store.ts';
import { readLibraries } from '../library/library-store.ts';
import type { Database } from '../platform/database.ts';
import type { DiskPlace } from './disk-space.ts';

/** Where the program keeps things: its data folder and the libraries. */
export async function ownPlaces(db: Database, dataDir: string): Promise<readonly DiskPlace[]> {
  return [dataPlace(dataDir), ...(await libraryPlaces(db))];
}

export function dataPlace(path: string): DiskPlace {
  return { name: 'The data folder', path };
}

export async function libraryPlaces(db: Database): Promise<readonly DiskPlace[]> {
  const libraries = await readLibraries(db);
  return libraries.map(({ name, path }) => ({ name: `The library "${name}"`, path }));
}

/** Where the download clients put things, as far as path mappings say how that is called here. */
export async function downloadPlaces(db: Database): Promise<readonly DiskPlace[]> {
  const clients = await readEnabledDownloadClients(db);
  const folders = new Set(clients.flatMap(({ pathMappings }) => pathMappings.map(({ local }) => local)));
  return [...folders].map((path) => ({ name: `The download folder "${path}"`, path }));
}
