import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import { openLog } from './log.ts';
import { traced } from './trace.ts';
import { readVersion } from './version.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
});

afterEach(() => rm(folder, { recursive: true }));

const Line = z.record(z.string(), z.unknown());

function linesOf(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
}

async function linesIn(name: string, count: number): Promise<readonly Record<string, unknown>[]> {
  const read = async () => {
    const file = (await readdir(folder)).find((entry) => entry.startsWith(name));
    return file === undefined ? [] : linesOf(await readFile(join(folder, file), 'utf8'));
  };
  await until(`${name} has ${count} lines`, async () => (await read()).length >= count);
  return read();
}

async function modeOf(name: string): Promise<number> {
  return (await stat(join(folder, name))).mode & 0o777;
}

/** The log on the standard output of a program of its own. */
async function printed(script: string): Promise<readonly Record<string, unknown>[]> {
  const program = `
    import { openLog } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)};
    import { traced } from ${JSON.stringify(new URL('./trace.ts', import.meta.url).href)};
    ${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return linesOf(stdout);
}

describe('a line of the log', () => {
  it('is JSON with time, level in words, name, message, request and fields', async () => {
    const lines = await printed(`
      const log = await openLog({ level: 'info', terminalLevel: 'info', dir: null });
      traced('req-1', () => log.warn({ files: 3 }, 'too many'));
      log.info('started');
      log.debug('unheard');`);

    expect(lines).toEqual([
      {
        level: 'warn',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        name: 'mamcrawler',
        request_id: 'req-1',
        files: 3,
        message: 'too many',
      },
      { level: 'info', timestamp: expect.any(String), name: 'mamcrawler', message: 'started' },
    ]);
  });

  it('hides what is secret, at the top and one level down', async () => {
    const lines = await printed(`
      const log = await openLog({ level: 'info', terminalLevel: 'info', dir: null });
      log.info({ password: 'p4ss', api_key: 'k3y', client: { token: 't0k', url: 'http://qb' } }, 'connected');`);

    expect(lines[0]).toMatchObject({
      password: '[hidden]',
      api_key: '[hidden]',
      client: { token: '[hidden]', url: 'http://qb' },
    });
  });
});

describe('an error in the log', () => {
  it('is told without secrets, wherever they stand', async () => {
    const lines = await printed(`
      const log = await openLog({ level: 'info', terminalLevel: 'info', dir: null });
      const error = new Error('GET http://u:p4ss@tracker/api?apikey=p4ss', { cause: new Error('token=p4ss') });
      log.warn({ err: Object.assign(error, { detail: 'Key (name)=(p4ss)' }) }, 'no answer from http://u:p4ss@tracker/');
      log.error(error);
      log.info({ deep: { deeper: { password: 'p4ss' } } }, 'Authorization: Bearer p4ssp4ss');`);

    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain('p4ss');
    expect(lines[0]).toMatchObject({
      message: 'no answer from http://[hidden]@tracker/',
      err: {
        type: 'Error',
        message: 'GET http://[hidden]@tracker/api?[hidden]',
        stack: expect.stringMatching(/\n\s+at /),
        cause: { message: 'token=[hidden]' },
      },
    });
  });
});

describe('the level', () => {
  it('can be changed while the program runs, for standard output and app.log', async () => {
    const lines = await printed(`
      const log = await openLog({ level: 'warn', terminalLevel: 'warn', dir: ${JSON.stringify(folder)} });
      log.info('unheard');
      log.level = 'debug';
      log.debug('heard');
      log.level = 'error';
      log.warn('unheard again');
      log.error('an error');`);

    expect(lines.map(({ message }) => message)).toEqual(['heard', 'an error']);
    expect((await linesIn('app', 2)).map(({ message }) => message)).toEqual(['heard', 'an error']);
    expect((await linesIn('errors', 1)).map(({ message }) => message)).toEqual(['an error']);
  });

  it('can be raised from silence', async () => {
    const lines = await printed(`
      const log = await openLog({ level: 'silent', terminalLevel: 'silent', dir: null });
      log.fatal('unheard');
      log.level = 'info';
      log.info('heard');`);

    expect(lines.map(({ message }) => message)).toEqual(['heard']);
  });
});

describe('the files of the log', () => {
  it('hold everything, and beside it the errors alone', async () => {
    await printed(`
      const log = await openLog({ level: 'info', terminalLevel: 'info', dir: ${JSON.stringify(folder)} });
      log.info('began');
      log.error(new Error('broke'));`);

    const [all, errors] = [await linesIn('app', 2), await linesIn('errors', 1)];

    expect(all.map(({ message }) => message)).toEqual(['began', 'broke']);
    expect(errors).toEqual([expect.objectContaining({ level: 'error', message: 'broke' })]);
  });

  it('are read by their owner alone, those of earlier starts too, in a folder for the owner alone', async () => {
    await writeFile(join(folder, 'app.1.log'), '', { mode: 0o644 });
    await chmod(folder, 0o755);
    await printed(`
      const log = await openLog({ level: 'info', terminalLevel: 'info', dir: ${JSON.stringify(folder)} });
      log.error('broke');`);

    await linesIn('errors', 1);
    expect([await modeOf('app.1.log'), await modeOf('errors.1.log'), await modeOf('.')]).toEqual([
      0o600, 0o600, 0o700,
    ]);

    const made = join(folder, 'made');
    await printed(`await openLog({ level: 'info', terminalLevel: 'info', dir: ${JSON.stringify(made)} });`);
    expect(await modeOf('made')).toBe(0o700);
  });

  it('leave alone what others have in the same folder', async () => {
    await writeFile(join(folder, 'syslog'), '');
    await chmod(join(folder, 'syslog'), 0o644);
    await chmod(folder, 0o755);
    await printed(`await openLog({ level: 'info', terminalLevel: 'info', dir: ${JSON.stringify(folder)} });`);

    expect([await modeOf('syslog'), await modeOf('.')]).toEqual([0o644, 0o755]);
  });

  it('stay empty where nothing is to be logged', async () => {
    const log = await openLog({ level: 'silent', terminalLevel: 'silent', dir: folder });

    traced('req-1', () => log.fatal({ password: 'p4ss' }, 'nobody hears it'));
    log.flush();

    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(texts.join('')).toBe('');
  });
});

describe('readVersion', () => {
  it('is the version of the package', async () => {
    expect(await readVersion(join(import.meta.dirname, '..', '..'))).toMatch(/^\d+\.\d+\.\d+/);
  });
});
