import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CallOptions, call } from '../../src/contract/call.ts';
import { addLibrary } from '../../src/contract/libraries.ts';
import type { MadeUpDownloads } from '../../test/support/made-up-downloads.ts';
import { patiently } from '../../test/support/patiently.ts';

/** Tells a program of an indexer, a client, and a library to import into, which is made in the folder; the library's id. */
export async function furnish(
  options: CallOptions,
  downloads: MadeUpDownloads,
  folder: string,
): Promise<number> {
  await downloads.enter(options);
  const path = join(folder, 'library');
  await mkdir(path);
  const body = { name: 'Imported', path };
  return (await patiently(() => call(addLibrary, { body }, options))).id;
}
