import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { makeStandInClone, type Run, type StandInClone } from './stand-in-clone.ts';

/** Takes the lock, for a child of its own too, and holds it until it is told to go on. */
const HOLDER = `
import { spawn } from 'node:child_process';
import { withLock } from './launcher/with-lock.mjs';
const lock = new URL('lock', import.meta.url).pathname;
await withLock(lock, () => console.log('waits'), async (share) => {
  if (process.argv[2]) share(spawn('sleep', [process.argv[2]]).pid);
  console.log('holds');
  await new Promise((resolve) => process.stdin.once('data', resolve));
});
process.exit();
`;

let clone: StandInClone;
beforeEach(() => {
  clone = makeStandInClone();
  clone.write('holder.mjs', HOLDER);
});
afterEach(() => clone[Symbol.dispose]());

async function holding(...args: string[]): Promise<Run> {
  const run = clone.run('holder.mjs', args);
  await until('it held the lock', () => run.said().includes('holds'));
  return run;
}

async function letGo(run: Run): Promise<void> {
  run.child.stdin?.write('go\n');
  expect(await run.status).toBe(0);
}

it('lets one process work after the other', async () => {
  const first = await holding();
  const second = clone.run('holder.mjs');
  await until('the second waited', () => second.said().includes('waits'));
  expect(second.said()).not.toContain('holds');

  await letGo(first);
  await until('the second held it', () => second.said().includes('holds'));
  await letGo(second);
});

it('is free when its holder was killed', async () => {
  const first = await holding();
  first.child.kill('SIGKILL');
  await first.status;

  await letGo(await holding());
});

it('is free when another program has got the number of its holder', async () => {
  clone.write('lock', `${process.pid} 1\n`);

  await letGo(await holding());
});

it('is held while a child of its killed holder goes on', async () => {
  const first = await holding('60');
  const child = Number.parseInt(readFileSync(join(clone.path, 'lock'), 'utf8').split('\n')[1] ?? '', 10);
  first.child.kill('SIGKILL');
  const second = clone.run('holder.mjs');
  await until('the second waited', () => second.said().includes('waits'));
  expect(second.said()).not.toContain('holds');

  process.kill(child);
  await until('the second held it', () => second.said().includes('holds'));
  await letGo(second);
});
