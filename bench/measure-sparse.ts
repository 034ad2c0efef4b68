import { join } from 'node:path';
import { call } from '../src/contract/call.ts';
import { addLibrary } from '../src/contract/libraries.ts';
import { asAdministrator, startProgram } from '../test/support/program.ts';
import type { Figure } from './figure.ts';
import { generateSparseLibrary } from './generate-sparse-library.ts';
import { measureScan } from './measure-scan.ts';
import { serverPid } from './server-process.ts';

const FILES_PER_ITEM = 10;

/** Very many files, ten to an item, which take little room on the disk: what a scan of them costs in time and memory. */
export async function measureSparse(
  dir: string,
  items: number,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> {
  const path = join(dir, 'library');
  await generateSparseLibrary(path, items, FILES_PER_ITEM);
  await using program = await startProgram({ dataDir: join(dir, 'data'), launched: true, environment });
  const options = asAdministrator(program);
  const { id } = await call(addLibrary, { body: { name: 'Generated', path } }, options);
  const figures = await measureScan({ options, pid: serverPid(program), libraryId: id }, null);
  return figures.map((figure) => ({ ...figure, name: `${FILES_PER_ITEM} files each: ${figure.name}` }));
}
