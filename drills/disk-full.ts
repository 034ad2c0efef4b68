import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAuthor } from '../src/contract/authors.ts';
import { ApiError } from '../src/contract/call.ts';
import { listImports, resolveImport } from '../src/contract/imports.ts';
import { startProgram } from '../test/support/program.ts';
import { until } from '../test/support/until.ts';
import { downloadsFull } from './downloads-full.ts';
import { type Drill, expectTrue, type Outcome, timed } from './drill.ts';
import { QUIET, startHousehold } from './household.ts';
import { FILLER, fill, mountSmallDisk } from './small-disk.ts';

/** The disks of the library and of the data folder fill up, and are given room again. Needs root, to mount small ones. */
export const diskFull: Drill = async ({ isShort }) => {
  if (process.getuid?.() !== 0)
    return [{ drill: 'Disk full', happened: 'not done: only root may mount a small disk', seconds: null }];
  await using household = await startHousehold({ books: 3 });
  await using ending = new AsyncDisposableStack();
  const dataDir = join(household.folder, 'data');
  const smallDisk = join(household.folder, 'small-disk');
  for (const [path, megabytes] of [
    [household.libraryDir, 4],
    [dataDir, 400],
    [smallDisk, 4],
  ] as const)
    ending.use(await mountSmallDisk(path, megabytes));
  await using program = await startProgram({ dataDir, environment: QUIET });
  household.turnTo(program);
  await household.furnish();
  const { ask, downloads, libraryDir } = household;
  const outcomes: Outcome[] = [];

  await fill(libraryDir);
  const { id } = await household.want(downloads.books[0]);
  const newest = async () => (await ask(listImports, {})).items[0];
  await until('the import failed', async () => (await newest())?.state === 'failed', 60_000);
  const failed = await newest();
  const left = (await readdir(libraryDir)).filter((name) => name !== FILLER);
  expectTrue(`nothing is left in the library: ${left}`, left.length === 0);
  await rm(join(libraryDir, FILLER));
  const seconds = await timed(async () => {
    await ask(resolveImport, { params: { id: failed?.id ?? 0 }, body: { action: 'retry' } });
    await household.untilWanted(id, 'owned');
  });
  outcomes.push({
    drill: 'Disk of the library full',
    happened: `nothing half imported, told: ${failed?.reasons.join(' ')}`,
    seconds,
  });

  await fill(dataDir);
  const errors = new Set<string>();
  const write = () =>
    ask(addAuthor, { body: { name: `${crypto.randomUUID()} ${'x'.repeat(200)}` } }).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof ApiError)) errors.add(String(error));
        else if (error.reply.status_code < 500) throw error;
        else errors.add(`${error.reply.status_code} ${error.reply.message}`);
        return false;
      },
    );
  const writeMany = async () => (await Promise.all(Array.from({ length: 50 }, write))).every((done) => done);
  // What the database has reserved is used up first.
  await until('a write fails', async () => !(await writeMany()), 120_000);
  const scan = await household.scan(100).catch(() => null);
  for (let again = 0; again < 20; again += 1) await writeMany();
  await rm(join(dataDir, FILLER));
  const untilWritten = await timed(() => until(`writing works (${[...errors].join(' / ')})`, write, 120_000));
  const untilReady = await timed(() => household.untilReady());
  const over = scan === null ? null : await household.untilOver(scan, 300_000);
  const { id: second } = await household.want(downloads.books[1]);
  await household.untilWanted(second, 'owned');
  expectTrue('it is the same process', program.child.exitCode === null);
  outcomes.push({
    drill: 'Disk of the data folder full',
    happened: `writing was refused: ${[...errors].join(' / ')}; a scan then: ${over?.state ?? 'could not be asked for'} ${over?.error ?? ''}`,
    seconds: untilWritten + untilReady,
  });
  if (!isShort) outcomes.push(await downloadsFull(household, smallDisk));
  return outcomes;
};
