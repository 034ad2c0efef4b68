import { join } from 'node:path';
import { type CallOptions, call } from '../src/contract/call.ts';
import { addLibrary } from '../src/contract/libraries.ts';
import { generateLibrary } from '../test/support/audio-files/generate-library.ts';
import { ALL_KINDS } from '../test/support/audio-files/planned-item.ts';
import type { Figure } from './figure.ts';
import { keepScanning } from './keep-scanning.ts';
import { measureRequests } from './measure-requests.ts';

const SCANNED_BESIDE = 5_000;

/** Answering times of a server that holds so many books, while it scans another library again and again. */
export async function measureRequestsDuringScan(
  dir: string,
  options: CallOptions,
  books: number,
): Promise<readonly Figure[]> {
  const folder = join(dir, 'scanned-beside');
  await generateLibrary(folder, Math.min(books, SCANNED_BESIDE), books, { kinds: ALL_KINDS });
  const { id } = await call(addLibrary, { body: { name: 'Scanned beside', path: folder } }, options);
  const scanning = keepScanning(options, id, folder);
  return await measureRequests(options.baseUrl, books, 'during a scan').finally(() => scanning.stop());
}
