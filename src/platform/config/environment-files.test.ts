import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigFault, readConfig } from '../config.ts';
import { SECRETS } from './secrets.ts';
import { Variables } from './variables.ts';

const EXAMPLE_FILE = resolve(import.meta.dirname, '..', '..', '..', '.env.example');
const LONG = 'a secret of more than thirty-two characters';
const PRODUCTION = { ENV: 'production', API_KEY: LONG, SECRET_KEY: LONG, JWT_SECRET_KEY: LONG };

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'config-'));
});

afterEach(() => rm(root, { recursive: true }));

function faultsOf(environment: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig(root, environment);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message;
    throw error;
  }
  return '';
}

describe('the files beside the program', () => {
  it('fill what the environment is silent about, the more special ones first', async () => {
    await writeFile(join(root, '.env'), 'PORT=1\nHOST=a\nBASE_PATH=/a\nLOG_LEVEL=warn\n');
    await writeFile(join(root, '.env.production'), 'HOST=b\nBASE_PATH=/b\n');
    await writeFile(join(root, '.env.local'), 'BASE_PATH=/c\n');

    expect(readConfig(root, { LOG_LEVEL: 'error' })).toMatchObject({
      port: 1,
      host: 'a',
      basePath: '/c/',
      logLevel: 'error',
    });
    expect(readConfig(root, PRODUCTION)).toMatchObject({ port: 1, host: 'b', basePath: '/c/' });
  });

  it('may themselves say that this is production', async () => {
    await writeFile(join(root, '.env'), 'ENV=production\n');
    await writeFile(join(root, '.env.production'), `API_KEY=${LONG}\nSECRET_KEY=${LONG}\n`);

    expect(faultsOf({})).toBe(
      'The configuration is wrong:\n  - JWT_SECRET_KEY must be given when ENV=production',
    );
  });

  it('that are there and cannot be read are a fault, for the secrets may stand in them', async () => {
    await mkdir(join(root, '.env'));

    expect(faultsOf({})).toMatch(/^The configuration is wrong:\n {2}- \S+\/\.env cannot be read: EISDIR/);
  });

  it.skipIf(process.getuid?.() === 0)('that another user keeps to themselves are a fault', async () => {
    await writeFile(join(root, '.env'), 'PORT=1\n');
    await chmod(join(root, '.env'), 0o000);

    expect(faultsOf({})).toContain('EACCES');
  });
});

describe('.env.example', () => {
  it('changes nothing as it is', async () => {
    await copyFile(EXAMPLE_FILE, join(root, '.env'));
    const copied = readConfig(root, {});
    await rm(join(root, '.env'));

    expect(copied).toEqual(readConfig(root, {}));
  });

  it('holds every variable that is read, each with a value that would do', async () => {
    const text = (await readFile(EXAMPLE_FILE, 'utf8')).replaceAll(/^#(?=[A-Z_]+=)/gm, '');
    const { ENV, ...example } = parseEnv(text);
    // XDG_RUNTIME_DIR is the system's to set.
    const known = new Set([...Object.keys(Variables.shape), ...SECRETS, 'ABS_URL', 'MAMCRAWLER_URL']);
    known.delete('XDG_RUNTIME_DIR');

    expect(new Set(['ENV', ...Object.keys(example)])).toEqual(known);
    expect(ENV).toBe('production');
    const { warnings } = readConfig(root, example);
    expect(warnings.filter((warning) => !warning.includes('counts as not set'))).toEqual([]);
    expect(faultsOf(parseEnv(text))).toContain('still holds its example');
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
  const faultOf = (issuer: string) => faultsOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'mam' });

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
