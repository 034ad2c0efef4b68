import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../src/contract/call.ts';
import { addLibrary } from '../src/contract/libraries.ts';
import { generateLibrary } from '../test/support/audio-files/generate-library.ts';
import { ALL_KINDS } from '../test/support/audio-files/planned-item.ts';
import { asAdministrator, startProgram } from '../test/support/program.ts';
import type { Figure } from './figure.ts';
import { measureFloor } from './measure-floor.ts';
import { measureRequests } from './measure-requests.ts';
import { measureRequestsDuringScan } from './measure-requests-during-scan.ts';
import { IDLE_AFTER_MS, measureScan } from './measure-scan.ts';
import { residentMegabytes, serverPid } from './server-process.ts';

/** One server from its first start on: its memory, scans beside what no scan can do without, its answers meanwhile. */
export async function measureLibrary(
  dir: string,
  items: number,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> {
  const library = join(dir, 'library');
  await generateLibrary(library, items, 0, { kinds: ALL_KINDS });
  const floor = await measureFloor(library);
  await using program = await startProgram({ dataDir: join(dir, 'data'), launched: true, environment });
  const pid = serverPid(program);
  await delay(IDLE_AFTER_MS);
  const idle: Figure = {
    name: 'idle memory before the first scan',
    value: residentMegabytes(pid),
    unit: 'MB',
    atMost: 150,
  };
  const options = asAdministrator(program);
  const { id } = await call(addLibrary, { body: { name: 'Generated', path: library } }, options);
  const scans = await measureScan({ options, pid, libraryId: id }, floor);
  const alone = await measureRequests(options.baseUrl, items);

  const beside = await measureRequestsDuringScan(dir, options, items);
  return [idle, ...scans, ...alone, ...beside];
}
