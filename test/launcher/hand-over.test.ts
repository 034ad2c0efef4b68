import { mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { makeStandInClone, type StandInClone } from './stand-in-clone.ts';

/** Says what it is told, and obeys an order to stop after a while or never. */
const PROGRAM = `
const [way = 'end']: string[] = process.argv.slice(2);
console.log(JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2) }));
if (way === 'end') process.exit(7);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    console.log(signal);
    if (way === 'obey') setTimeout(() => process.exit(5), 300);
  });
}
setInterval(() => {}, 1_000);
console.log('waiting');
`;

let clone: StandInClone;
beforeEach(() => {
  clone = makeStandInClone();
  clone.write('src/mamcrawler.ts', PROGRAM);
});
afterEach(() => clone[Symbol.dispose]());

describe('the launcher hands over', () => {
  it('its arguments, in the folder where it was called, and ends with the status of the program', async () => {
    const run = clone.launch(['end', 'a b', '$HOME'], { cwd: tmpdir() });

    expect(await run.status).toBe(7);
    expect(JSON.parse(run.said())).toEqual({ cwd: realpathSync(tmpdir()), args: ['end', 'a b', '$HOME'] });
  });

  it('in the folder where the person typed the command when npm has changed into the clone', async () => {
    const below = join(clone.path, 'below');
    mkdirSync(below);
    const env = { INIT_CWD: below, npm_package_json: join(clone.path, 'package.json') };
    const run = clone.launch(['end'], { cwd: clone.path, env });

    await run.status;
    expect(JSON.parse(run.said())).toMatchObject({ cwd: below });
  });

  it('where it was called when it is the npm of another project that runs', async () => {
    const env = { INIT_CWD: dirname(clone.path), npm_package_json: '/elsewhere/package.json' };
    const run = clone.launch(['end'], { cwd: clone.path, env });

    await run.status;
    expect(JSON.parse(run.said())).toMatchObject({ cwd: clone.path });
  });
});

describe('an order to stop', () => {
  it('is passed on once, though it comes twice, and its end is waited for', async () => {
    const run = clone.launch(['obey']);
    await until('the program waited', () => run.said().includes('waiting'));

    run.child.kill('SIGINT');
    await until('the program was told', () => run.said().includes('SIGINT'));
    run.child.kill('SIGINT');

    expect(await run.status).toBe(5);
    expect(run.said().match(/SIGINT/gu)).toHaveLength(1);
  });

  it('kills a program that does not obey when it comes again later', async () => {
    const run = clone.launch(['ignore']);
    await until('the program waited', () => run.said().includes('waiting'));

    run.child.kill('SIGTERM');
    await until('the order was obeyed at last', () => {
      run.child.kill('SIGTERM');
      return run.child.exitCode !== null;
    });

    expect(await run.status).toBe(137);
    expect(run.said().match(/SIGTERM/gu)).toHaveLength(1);
  });
});
