import { existsSync } from 'node:fs';
import { readDownloadClient } from '../downloads/download-client-store.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import type { Download } from '../downloads/download-store.ts';
import { mapClientPath } from '../downloads/path-mapping.ts';
import { type Library, readLibraries, readLibrary } from '../library/library-store.ts';
import type { Database } from '../platform/database.ts';
import type { WantedBook } from '../wanted/wanted-store.ts';
import { Held } from './held.ts';
import { type InspectedDownload, inspectDownload } from './inspect-download.ts';

/** The download on our disk. Throws Held; a path of the client that we cannot see names both paths. */
export async function locateDownload(
  { db, clients }: { readonly db: Database; readonly clients: DownloadClients },
  download: Download,
): Promise<InspectedDownload> {
  const { client_id, content_path, infohash } = download;
  if (client_id === null || content_path === null || infohash === null)
    throw new Held(['The client does not say where the files are.']);
  const client = await readDownloadClient(db, client_id);
  const path = mapClientPath(content_path, client.pathMappings);
  const found = await inspectDownload(path);
  if (found === null) {
    const here =
      path === content_path ? 'that path does not exist here' : `here that is ${path}, which does not exist`;
    throw new Held([
      `${client.name} keeps the files at ${content_path}; ${here}. Set a path mapping for ${client.name}, or mount the folder at the same path.`,
    ]);
  }
  const inspected = onlyFilesOf(found, await clients.of(client).files(infohash));
  if (inspected.dangers.length > 0) throw new Held(inspected.dangers);
  if (inspected.audio.length === 0) throw new Held([`There is no audio file in ${inspected.root}.`]);
  return inspected;
}

/** Where a wanted book goes. Throws Held where there is no such place now. */
export async function chooseLibrary(db: Database, wanted: WantedBook): Promise<Library> {
  const library =
    wanted.library_id === null ? (await readLibraries(db))[0] : await readLibrary(db, wanted.library_id);
  if (library === undefined) throw new Held(['There is no library to import into. Add one, then try again.']);
  if (!existsSync(library.path))
    throw new Held([`The library's folder ${library.path} is not there. Is it mounted?`]);
  return library;
}

/** A torrent without a folder of its own lies among others: what is not in its list is not its. */
function onlyFilesOf(
  found: InspectedDownload,
  files: readonly { readonly name: string }[],
): InspectedDownload {
  const names = new Set(files.map(({ name }) => name));
  const isOwn = ({ name }: { readonly name: string }) =>
    names.has(name) || names.has(`${found.name}/${name}`);
  // Names that no disk takes are written otherwise than they are listed.
  if (!found.audio.some(isOwn)) return found;
  const cover = found.cover !== null && isOwn(found.cover) ? found.cover : null;
  return { ...found, audio: found.audio.filter(isOwn), cover };
}
