import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStandInClone, type Run, type StandInClone } from './stand-in-clone.ts';

/** Notes each call and then claims that everything of the lock is installed, but for what `NPM_LACKS` names. */
const NPM = `
const fs = require('node:fs');
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) process.exit(1);
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
delete packages[''];
delete packages['node_modules/' + process.env.NPM_LACKS];
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
`;

const thisMachine = { os: [process.platform], cpu: [process.arch], optional: true };
const lock = (version: string): string =>
  JSON.stringify({
    packages: {
      '': { optionalDependencies: { native: '1.0.0', foreign: '1.0.0' } },
      'node_modules/plain': { version, integrity: `sha512-${version}` },
      'node_modules/native': { version: '1.0.0', ...thisMachine },
      'node_modules/foreign': { version: '1.0.0', optional: true, os: ['elsewhere'] },
      'node_modules/luxury': { version: '1.0.0', optional: true },
    },
  });

let clone: StandInClone;
beforeEach(() => {
  clone = makeStandInClone();
  clone.write('src/mamcrawler.ts', `console.log('program runs')`);
  clone.write('npm-cli.js', NPM);
  clone.write('package-lock.json', lock('1.0.0'));
});
afterEach(() => clone[Symbol.dispose]());

function launch(env: Readonly<Record<string, string>> = {}): Run {
  return clone.launch(['status'], { env: { npm_execpath: join(clone.path, 'npm-cli.js'), ...env } });
}

function npmCalls(): readonly string[] {
  const file = join(clone.path, 'npm-calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

describe('an installation', () => {
  it('is made once, with the development packages whatever NODE_ENV says', async () => {
    for (const env of [{ NODE_ENV: 'production' }, {}]) {
      const run = launch(env);
      expect(await run.status).toBe(0);
      expect(run.said()).toContain('program runs');
    }

    expect(npmCalls()).toHaveLength(1);
    expect(npmCalls()[0]).toMatch(/^ci --include=dev /u);
  });

  it('is made anew when the lock names other packages', async () => {
    await launch().status;
    clone.write('package-lock.json', lock('2.0.0'));
    await launch().status;

    expect(npmCalls()).toHaveLength(2);
  });

  it('is taken as it is when somebody has made it by hand', async () => {
    clone.write('node_modules/.package-lock.json', lock('1.0.0'));

    expect(await launch().status).toBe(0);
    expect(npmCalls()).toEqual([]);
  });

  it('is made once when two start at once', async () => {
    const runs = [launch(), launch(), launch()];

    expect(await Promise.all(runs.map(({ status }) => status))).toEqual([0, 0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });

  it('that fails ends the start with a sentence', async () => {
    const run = launch({ NPM_FAILS: 'yes' });

    expect(await run.status).toBe(1);
    expect(run.said()).toContain('The packages could not be installed: npm ended with status 1');
    expect(run.said()).not.toContain('program runs');
  });

  it('that lacks a package of this machine without a word is not taken for whole', async () => {
    const run = launch({ NPM_LACKS: 'native' });

    expect(await run.status).toBe(1);
    expect(run.said()).toContain('npm could not fetch native.');
    expect(await launch({ NPM_LACKS: 'foreign' }).status).toBe(0);
  });
});
