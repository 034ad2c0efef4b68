import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** What a scan of a folder is compared with. */
export interface Floor {
  /** One process that walks and reads tags, chapters and covers, and nothing else; its seconds. */
  readonly bareLoopSeconds: number;
  /** `find -printf '%s %T@ %i\n'`; its seconds. */
  readonly findSeconds: number;
}

const BareLoop = z.object({ seconds: z.number(), files: z.number() });
const RUNS = 2;
const MOST_OUTPUT = 1024 ** 3;

/** The better of two runs: whatever disturbs makes them slower. */
export async function measureFloor(root: string): Promise<Floor> {
  const bare: number[] = [];
  const finds: number[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) {
    const script = new URL('./bare-loop.ts', import.meta.url).pathname;
    const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', script, root]);
    bare.push(BareLoop.parse(JSON.parse(stdout)).seconds);
    const begun = performance.now();
    await run('find', [root, '-printf', '%s %T@ %i\\n'], { maxBuffer: MOST_OUTPUT });
    finds.push((performance.now() - begun) / 1000);
  }
  return { bareLoopSeconds: Math.min(...bare), findSeconds: Math.min(...finds) };
}
