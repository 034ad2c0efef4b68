import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { runInProcess } from '../../test/support/run-in-process.ts';
import type { LocalBackups } from './local-backups.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

/** What is not asked for fails the test. */
function localBackups(answers: Partial<LocalBackups>): LocalBackups {
  const unasked = () => Promise.reject(new Error('Nobody asked for this.'));
  return {
    create: unasked,
    list: unasked,
    verify: unasked,
    verifyFile: unasked,
    restore: unasked,
    ...answers,
  };
}

describe('backups of a server', () => {
  it('are made, listed and verified by it', async () => {
    expect((await runInProcess(app, ['backup', 'list'])).out).toContain('There is no backup yet.');

    const made = await runInProcess(app, ['backup', 'create', '--with-secrets']);
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(made.out).toMatch(/^Backup 1 is done: \/.* rows\)\. It opens every stored credential/);

    const verified = await runInProcess(app, ['backup', 'verify', '1']);
    expect(verified).toMatchObject({ status: 0, err: '' });
    expect(verified.out).toMatch(/can be restored\.\n$/);

    const { out } = await runInProcess(app, ['backup', 'list'], { columns: 160 });
    expect(out).toMatch(/^ *1 .* manual +done .* yes /m);
  });

  it('that there are not cannot be verified', async () => {
    const { status, err } = await runInProcess(app, ['backup', 'verify', '4711']);

    expect(status).toBe(1);
    expect(err).toContain('4711');
  });

  it('are restored on the server itself alone', async () => {
    const { status, err } = await runInProcess(app, ['backup', 'restore', '1', '--yes']);

    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringContaining('This is done on the server itself'),
    });
  });
});

describe('an archive on this machine', () => {
  it('is told to be unsound with the check that says so', async () => {
    const backups = localBackups({
      verifyFile: async () => ({
        outcome: 'failed',
        checks: [
          { name: 'checksums', ok: true, detail: '' },
          { name: 'rows', ok: false, detail: '3 of 4 books' },
        ],
      }),
    });

    const { status, out } = await runInProcess(app, ['backup', 'verify', '/a/file.tar'], { backups });

    expect({ status, out }).toEqual({
      status: 1,
      out: '  ok      checksums\n  FAILED  rows: 3 of 4 books\n/a/file.tar cannot be restored. Make another backup.\n',
    });
  });

  it('is put in the place of what is there, unless nobody says yes', async () => {
    const told = { document: { changed: true }, lines: ['Restored 4 rows.'] };
    const backups = localBackups({
      restore: async (_, { yes }) => ({ ...told, status: yes ? 0 : 2 }),
    });

    expect(await runInProcess(app, ['backup', 'restore', '/a/file.tar', '--yes'], { backups })).toMatchObject(
      {
        status: 0,
        out: 'Restored 4 rows.\n',
      },
    );
    expect(await runInProcess(app, ['backup', 'restore', '/a/file.tar'], { backups })).toMatchObject({
      status: 2,
      out: '',
    });
  });
});
