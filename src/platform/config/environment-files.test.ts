import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ConfigFolder,
  LONG_SECRET,
  makeConfigFolder,
  PRODUCTION,
} from '../../../test/support/config-folder.ts';
import { readConfig } from '../config.ts';
import { SECRETS, WITHOUT_EFFECT } from './secrets.ts';
import { Variables } from './variables.ts';

const EXAMPLE_FILE = resolve(import.meta.dirname, '..', '..', '..', '.env.example');

let folder: ConfigFolder;

beforeEach(async () => {
  folder = await makeConfigFolder();
});

afterEach(() => folder[Symbol.asyncDispose]());

describe('the files beside the program', () => {
  it('fill what the environment is silent about, the more special ones first', async () => {
    await writeFile(join(folder.path, '.env'), 'PORT=1\nHOST=a\nBASE_PATH=/a\nLOG_LEVEL=warn\n');
    await writeFile(join(folder.path, '.env.production'), 'HOST=b\nBASE_PATH=/b\n');
    await writeFile(join(folder.path, '.env.local'), 'BASE_PATH=/c\n');

    expect(readConfig(folder.path, { LOG_LEVEL: 'error' })).toMatchObject({
      port: 1,
      host: 'a',
      basePath: '/c/',
      logLevel: 'error',
    });
    expect(readConfig(folder.path, PRODUCTION)).toMatchObject({ port: 1, host: 'b', basePath: '/c/' });
  });

  it('may quote what holds spaces, as a shell wants it', async () => {
    const lines = ['BACKUP_SCHEDULE="5 4 * * *"', "BACKUP_VERIFY_SCHEDULE='6 7 * * 1'", 'PORT="1"'];
    await writeFile(join(folder.path, '.env'), `${lines.join('\n')}\n`);

    expect(readConfig(folder.path, {})).toMatchObject({
      port: 1,
      backups: { schedule: '5 4 * * *', verifySchedule: '6 7 * * 1' },
    });
  });

  it('may themselves say that this is production', async () => {
    await writeFile(join(folder.path, '.env'), 'ENV=production\n');
    await writeFile(
      join(folder.path, '.env.production'),
      `API_KEY=${LONG_SECRET}\nSECRET_KEY=${LONG_SECRET}\n`,
    );

    expect(folder.faultsOf({})).toBe(
      'The configuration is wrong:\n  - JWT_SECRET_KEY must be given when ENV=production',
    );
  });

  it('that are there and cannot be read are a fault, for the secrets may stand in them', async () => {
    await mkdir(join(folder.path, '.env'));

    expect(folder.faultsOf({})).toMatch(
      /^The configuration is wrong:\n {2}- \S+\/\.env cannot be read: EISDIR/,
    );
  });

  it.skipIf(process.getuid?.() === 0)('that another user keeps to themselves are a fault', async () => {
    await writeFile(join(folder.path, '.env'), 'PORT=1\n');
    await chmod(join(folder.path, '.env'), 0o000);

    expect(folder.faultsOf({})).toContain('EACCES');
  });
});

describe('.env.example', () => {
  it('changes nothing as it is', async () => {
    await copyFile(EXAMPLE_FILE, join(folder.path, '.env'));
    const copied = readConfig(folder.path, {});
    await rm(join(folder.path, '.env'));

    expect(copied).toEqual(readConfig(folder.path, {}));
  });

  it('holds every variable that is read, each with a value that would do', async () => {
    const text = (await readFile(EXAMPLE_FILE, 'utf8')).replaceAll(/^#(?=[A-Z][A-Z\d_]*=)/gm, '');
    const { ENV, ...example } = parseEnv(text);
    // XDG_RUNTIME_DIR is the system's to set.
    const known = new Set([...Object.keys(Variables.shape), ...SECRETS, ...WITHOUT_EFFECT, 'MAMCRAWLER_URL']);
    known.delete('XDG_RUNTIME_DIR');

    expect(new Set(['ENV', ...Object.keys(example)])).toEqual(known);
    expect(ENV).toBe('production');
    const { warnings } = readConfig(folder.path, example);
    expect(
      warnings.filter((warning) => !/counts as not set|has no effect|must be given with/.test(warning)),
    ).toEqual([]);
    expect(folder.faultsOf(parseEnv(text))).toContain('still holds its example');
  });

  it('marks each secret', async () => {
    const paragraphs = (await readFile(EXAMPLE_FILE, 'utf8')).split('\n\n');
    const marked = paragraphs.filter((each) => / \* |^# \* /m.test(each));
    for (const name of SECRETS)
      expect(
        marked.some((each) => each.includes(`#${name}=`)),
        name,
      ).toBe(true);
  });
});

describe('OIDC_ISSUER', () => {
  const fault = 'OIDC_ISSUER must begin with https://; http:// is for a provider on this machine alone';
  const faultOf = (issuer: string) => folder.faultsOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'mam' });

  it.each([
    'https://id.example.org/realms/home',
    'http://localhost:9000',
    'http://127.0.0.1',
    'http://[::1]/id',
  ])('may be %s', (issuer) => {
    expect(faultOf(issuer)).toBe('');
  });

  it.each([
    'http://id.example.org',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'ftp://a',
  ])('may not be %s: what it says of people could be changed on the way', (issuer) => {
    expect(faultOf(issuer)).toContain(fault);
  });
});
