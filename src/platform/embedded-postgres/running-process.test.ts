import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { lookAtProcess } from './running-process.ts';

it('shows the command line of a process while it lives', async () => {
  const child = spawn('sleep', ['30'], { cwd: '/' });
  await once(child, 'spawn');

  const found = lookAtProcess(child.pid ?? 0);

  expect(found).toMatchObject({ state: 'alive', commandLine: ['sleep', '30'] });
  child.kill();
  await once(child, 'close');
  expect(lookAtProcess(child.pid ?? 0)).toEqual({ state: 'gone' });
});

it.runIf(process.platform === 'linux')('takes a zombie for gone', async () => {
  // The shell becomes `sleep` before its child ends, and `sleep` never asks for the end of a child.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said] = await once(parent.stdout, 'data');
  const zombie = Number(String(said));

  await expect.poll(() => lookAtProcess(zombie).state, { timeout: 5_000 }).toBe('gone');

  expect(process.kill(zombie, 0)).toBe(true);
  parent.kill();
  await once(parent, 'close');
});
