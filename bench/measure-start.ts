import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProgramOptions, startProgram } from '../test/support/program.ts';
import type { Figure } from './figure.ts';
import { makeFreshClone } from './fresh-clone.ts';

const LATER_STARTS = 3;

/** From `npm start` to a served page, the first time and later. */
export async function measureStart(): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'mamcrawler-bench-'));
  try {
    using clone = makeFreshClone();
    const launched = { launched: true, root: clone.path, environment: {} };
    const first = await secondsToPage({ ...launched, dataDir: join(clone.path, 'data') });
    const emptied = await secondsToPage({ ...launched, dataDir: join(dir, 'data') });
    const later: { readonly page: number; readonly end: number }[] = [];
    for (let count = 0; count < LATER_STARTS; count += 1)
      later.push(await secondsToPage({ ...launched, dataDir: join(dir, 'data') }));
    return [
      { name: 'first start, packages installed and nothing built', value: first.page, unit: 's', atMost: 10 },
      { name: 'start on an empty data folder, all built', value: emptied.page, unit: 's' },
      {
        name: `later start (median of ${LATER_STARTS})`,
        value: median(later.map(({ page }) => page)),
        unit: 's',
        atMost: 3,
      },
      { name: 'stop', value: median(later.map(({ end }) => end)), unit: 's' },
    ];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function secondsToPage(
  options: ProgramOptions,
): Promise<{ readonly page: number; readonly end: number }> {
  const begun = performance.now();
  const program = await startProgram(options);
  const { status } = await fetch(program.address);
  const served = performance.now();
  await program.stop();
  if (status !== 200) throw new Error(`The page was answered with ${status}.`);
  return { page: (served - begun) / 1000, end: (performance.now() - served) / 1000 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
