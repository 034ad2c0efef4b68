import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStandInClone, type StandInClone } from './stand-in-clone.ts';

/** Copies the page to where it is told to build, unless the page is broken. */
const VITE = `
const fs = require('node:fs');
const page = fs.readFileSync('index.html', 'utf8');
const outDir = process.argv[process.argv.indexOf('--outDir') + 1];
fs.mkdirSync(outDir);
fs.writeFileSync(outDir + '/index.html', page + ' in ' + process.env.NODE_ENV);
if (page === 'broken') process.exit(1);
`;

let clone: StandInClone;
beforeEach(() => {
  clone = makeStandInClone();
  clone.write('src/mamcrawler.ts', `console.log('program runs')`);
  clone.write('node_modules/vite/bin/vite.js', VITE);
  clone.write('web/index.html', 'first');
});
afterEach(() => clone[Symbol.dispose]());

async function start(env = {}): Promise<{ readonly status: number | null; readonly said: string }> {
  const run = clone.launch(['start'], { env });
  return { status: await run.status, said: run.said() };
}

function page(): string {
  return readFileSync(join(clone.path, 'web', 'dist', 'index.html'), 'utf8');
}

describe('the web client', () => {
  it('is built at the first start, for production whatever NODE_ENV says, and not again', async () => {
    expect((await start({ NODE_ENV: 'development' })).said).toContain('Building the web client');
    expect(page()).toBe('first in production');

    expect((await start()).said).toBe('program runs\n');
  });

  it('is built beforehand by `prepare`, for a service that may not write here', async () => {
    const run = clone.run('launcher/run.mjs', ['prepare']);
    expect(await run.status).toBe(0);
    expect(page()).toBe('first in production');

    expect((await start()).said).toBe('program runs\n');
  });

  it.each([
    ['a page', 'web/src/pages/home.tsx'],
    ['the contract', 'src/contract/books.ts'],
    ['a value of the base', 'src/base/text.ts'],
  ])('is built again when %s has changed', async (_, file) => {
    await start();
    clone.write(file, 'changed');

    expect((await start()).said).toContain('Building the web client');
  });

  it('is not built again for a test', async () => {
    await start();
    clone.write('web/src/pages/home.test.tsx', 'changed');

    expect((await start()).said).toBe('program runs\n');
  });

  it('stays as it was when a build fails, and the start says so', async () => {
    await start();
    clone.write('web/index.html', 'broken');

    const failed = await start();

    expect(failed.status).toBe(1);
    expect(failed.said).toContain('The web client could not be built');
    expect(page()).toBe('first in production');
  });
});
