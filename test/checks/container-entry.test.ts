import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const CONTAINER = join(ROOT, 'deploy', 'container');
const { NODE_FLAGS } = await import(join(ROOT, 'launcher', 'node-flags.mjs'));
const { chooseUser } = await import(join(CONTAINER, 'choose-user.mjs'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamcrawler-container-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a module's text as the given user. */
function run(text: string, env: NodeJS.ProcessEnv, uid = process.getuid?.() ?? 0) {
  return spawnSync(process.execPath, [...NODE_FLAGS, '--input-type=module', '--eval', text], {
    cwd: '/',
    // While coverage is measured Node keeps no compiled sources.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: undefined, ...env },
    encoding: 'utf8',
    uid,
  });
}

describe('who the program runs as', () => {
  const root = { uid: 0, gid: 0 };
  const stranger = { uid: 12_345, gid: 99 };

  it.each([
    ['PUID and PGID', { PUID: '7', PGID: '8' }, null, { uid: 7, gid: 8 }],
    ['the group of the same number without PGID', { PUID: '7' }, null, { uid: 7, gid: 7 }],
    ['the owner of the data folder', {}, stranger, stranger],
    ['PUID before the owner', { PUID: '7', PGID: '8' }, stranger, { uid: 7, gid: 8 }],
    ['the user of the image for a folder of root', {}, root, { uid: 1000, gid: 1000 }],
    ['root, if that is what PUID says', { PUID: '0', PGID: '0' }, null, root],
    ['empty values as if not given', { PUID: '', PGID: '' }, stranger, stranger],
  ])('is, when root starts it, %s', (_, variables, owner, user) => {
    expect(chooseUser({ self: root, variables, owner })).toEqual({ user, warning: null });
  });

  it('is who starts it otherwise, with a word about PUID where that says another', () => {
    const asked = (variables: Readonly<Record<string, string>>) =>
      chooseUser({ self: stranger, variables, owner: root });
    expect(asked({})).toEqual({ user: stranger, warning: null });
    expect(asked({ PUID: '12345', PGID: '99' }).warning).toBeNull();
    expect(asked({ PUID: '7', PGID: '8' })).toEqual({
      user: stranger,
      warning: expect.stringContaining('--user 7:8'),
    });
  });

  it.each(['me', '-1', '1.5', '4294967295'])('is refused as %s', (PUID) => {
    expect(() => chooseUser({ self: root, variables: { PUID }, owner: null })).toThrow(
      /PUID is .* must be the number/u,
    );
  });
});

describe('the entry', () => {
  it('has the flags of the program, on which it depends what Node keeps of the sources', () => {
    const [first] = readFileSync(join(CONTAINER, 'enter.mjs'), 'utf8').split('\n');
    expect(first).toBe(`#!/usr/bin/env -S node ${NODE_FLAGS.join(' ')}`);
  });

  it('leads to what Node keeps by the very name under which it looks', () => {
    const kept = join(folder, 'kept');
    const parent = join(folder, 'tmp');
    mkdirSync(join(kept, `${process.version}-${process.arch}-of-another-machine-0`), { recursive: true });
    mkdirSync(parent);
    const borrow = `import { borrowCompileCache } from '${CONTAINER}/borrow-compile-cache.mjs';
      console.log(borrowCompileCache('${kept}', '${parent}').NODE_COMPILE_CACHE);`;
    const place = run(borrow, {}).stdout.trim();
    expect(run(borrow, {}).stdout.trim()).toBe(place);
    const own = join(folder, 'own');
    run('', { NODE_COMPILE_CACHE: own });
    expect(readdirSync(place)).toEqual(readdirSync(own));
    expect(readlinkSync(join(place, readdirSync(place)[0] ?? ''))).toBe(
      join(kept, readdirSync(kept)[0] ?? ''),
    );
  });

  it('does without where nothing is kept, or nothing can be written', () => {
    const text = `import { borrowCompileCache } from '${CONTAINER}/borrow-compile-cache.mjs';
      console.log(borrowCompileCache('${folder}/missing', '${folder}'), borrowCompileCache('${folder}', '/proc'));`;
    expect(run(text, {}).stdout.trim()).toBe('{} {}');
  });

  it.skipIf(process.getuid?.() !== 0)('gives a name to a user without one, and to nobody else', () => {
    const name = (uid: number): string => {
      const place = join(folder, String(uid));
      chmodSync(folder, 0o777);
      // Away from the sources, which a stranger may be unable to reach.
      const text = readFileSync(join(CONTAINER, 'name-user.mjs'), 'utf8');
      expect(run(`${text}\nnameUser('${place}');`, {}, uid).stderr).toBe('');
      return existsSync(place) ? readFileSync(join(place, 'passwd'), 'utf8') : '';
    };
    expect(name(0)).toBe('');
    expect(name(54_321)).toMatch(/^mamcrawler:x:54321:\d+::\/data:\/usr\/sbin\/nologin\n$/u);
  });
});

describe('the health check', () => {
  async function check(env: NodeJS.ProcessEnv): Promise<number | null> {
    // Not spawnSync: the server of this test must be able to answer meanwhile.
    const child = spawn(process.execPath, [join(CONTAINER, 'is-ready.mjs')], {
      env: { ...process.env, HOST: '', ...env },
      stdio: 'ignore',
    });
    const [status] = await once(child, 'exit');
    return status;
  }

  it.each([
    [200, 0],
    [503, 1],
  ])('takes an answer of %d with %d', async (status, expected) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, reply) => {
      asked.push(request.url);
      reply.writeHead(status).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await check({ PORT: String(port), BASE_PATH: '/books' })).toBe(expected);
    expect(asked).toEqual(['/health/ready']);
    server.close();
  });

  it('fails where nobody answers', async () => {
    expect(await check({ PORT: String(await freePort()) })).toBe(1);
  });
});
