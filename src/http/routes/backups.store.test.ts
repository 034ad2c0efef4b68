import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { signedIn } from '../../../test/support/sessions.ts';
import { failTask, openTask } from '../../activity/task-store.ts';
import { addAuthor } from '../../contract/authors.ts';
import * as contract from '../../contract/backups.ts';
import { readArchive } from '../../operations/archive/read-archive.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.call(addAuthor, { body: { name: 'Jane Austen' } });
});

afterAll(() => app[Symbol.asyncDispose]());

async function make(withSecrets = false) {
  const { id, task_id } = await app.call(contract.createBackup, { body: { with_secrets: withSecrets } });
  const task = await app.endOfTask(task_id);
  return { task, backup: await app.call(contract.getBackup, { params: { id } }) };
}

const at = (id: number) => ({ params: { id } });
const download = (id: number) => app.call(contract.downloadBackup, at(id));

describe('a backup', () => {
  it('is made, told of with its file, and downloaded as it was written', async () => {
    const { task, backup } = await make();
    expect(backup).toMatchObject({
      state: 'done',
      file: 'present',
      origin: 'manual',
      has_secrets: false,
      error: null,
      task_id: null,
      verification: null,
    });
    expect(task).toMatchObject({ state: 'succeeded', result: { backup_id: backup.id, path: backup.path } });
    expect(task.progress).toMatchObject({ done: backup.row_count, total: backup.row_count });
    const { size, mode } = await stat(backup.path);
    expect([size, mode & 0o777]).toEqual([backup.size_bytes, 0o600]);

    const reply = await app.fetch(`/api/backups/${backup.id}/file`, { headers: { 'x-api-key': app.apiKey } });
    expect([reply.status, reply.headers.get('content-type'), reply.headers.get('content-length')]).toEqual([
      200,
      'application/zip',
      String(size),
    ]);
    expect(reply.headers.get('content-disposition')).toContain(backup.name);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(await readFile(backup.path));
    const noted = await app.db
      .selectFrom('audit_entry')
      .select(['action', 'subject'])
      .where('action', '=', 'downloadBackup')
      .execute();
    expect(noted).toEqual([{ action: 'downloadBackup', subject: `backups/${backup.id}` }]);
  });

  it('holds the keys of the installation only where it is asked for', async () => {
    const { backup: bare } = await make();
    const { backup: full } = await make(true);
    await using without = await readArchive(bare.path);
    await using with_ = await readArchive(full.path);
    expect(without.secrets).toBeNull();
    expect(with_.secrets).toMatchObject({ secret_key: expect.stringContaining('secret key of the tests') });
    expect(full.has_secrets).toBe(true);
  });

  it('is verified by restoring it, and found out where its file was changed or taken away', async () => {
    const { backup } = await make();
    const verify = async () => {
      const { task_id } = await app.call(contract.verifyBackup, at(backup.id));
      const task = await app.endOfTask(task_id);
      return { task, verified: (await app.call(contract.getBackup, at(backup.id))).verification };
    };

    const sound = await verify();
    expect(sound.task).toMatchObject({ state: 'succeeded', result: { outcome: 'passed' } });
    expect(sound.verified?.outcome).toBe('passed');
    expect(sound.verified?.checks.length).toBeGreaterThan(5);
    expect(sound.verified?.checks.every(({ ok }) => ok)).toBe(true);

    const bytes = await readFile(backup.path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(backup.path, bytes);
    expect((await verify()).verified).toMatchObject({
      outcome: 'failed',
      checks: [{ name: 'the file is as it was written', ok: false }],
    });

    await rm(backup.path);
    expect((await verify()).verified).toMatchObject({
      outcome: 'failed',
      checks: [{ name: 'the file is there', ok: false }],
    });
    expect((await app.call(contract.getBackup, at(backup.id))).file).toBe('missing');
    expect((await refusalOf(download(backup.id))).message).toBe(`There is no file ${backup.path}.`);
  }, 30_000);

  it('is removed with its file', async () => {
    const { backup } = await make();
    await app.call(contract.removeBackup, at(backup.id));
    await expect(stat(backup.path)).rejects.toThrow('ENOENT');
    await expect(app.call(contract.getBackup, at(backup.id))).rejects.toThrow(
      `There is no backup ${backup.id}.`,
    );
  });

  it('says why it failed, and leaves nothing behind', async () => {
    const { dir } = app.needs.backups.config;
    await rm(dir, { recursive: true });
    await writeFile(dir, 'in the way');
    const { task, backup } = await make().finally(() => rm(dir));

    expect(task.state).toBe('failed');
    expect(task.error).toContain('Make it and give it to the user who runs MAMcrawler');
    expect(backup).toMatchObject({ state: 'failed', error: task.error, file: 'unknown', size_bytes: null });
    expect((await refusalOf(app.call(contract.verifyBackup, at(backup.id)))).status_code).toBe(409);
    expect((await refusalOf(download(backup.id))).status_code).toBe(409);
    await app.call(contract.removeBackup, at(backup.id));
  });

  it('is made one at a time', async () => {
    const { backup } = await make();
    await app.db.updateTable('backup').set({ state: 'running' }).where('id', '=', backup.id).execute();
    const { id: taskId } = await app.db
      .transaction()
      .execute((tx) => openTask(tx, 'create_backup', backup.id));

    const joined = await app.call(contract.createBackup, { body: {} });
    expect(joined).toEqual({ id: backup.id, task_id: taskId });
    const others = [
      app.call(contract.createBackup, { body: { with_secrets: true } }),
      app.call(contract.removeBackup, at(backup.id)),
      app.call(contract.verifyBackup, at(backup.id)),
    ];
    for (const refusal of await Promise.all(others.map(refusalOf))) expect(refusal.status_code).toBe(409);

    await failTask(app.db, taskId, 'It was no real one.');
    await app.db.updateTable('backup').set({ state: 'done' }).where('id', '=', backup.id).execute();
  });
});

describe('the list of backups', () => {
  it('is newest first, page by page, with how they are made and kept', async () => {
    const ids = [(await make()).backup.id, (await make()).backup.id];
    const first = await app.call(contract.listBackups, { query: { limit: 1, count: 'true' } });
    const second = await app.call(contract.listBackups, {
      query: { limit: 1, cursor: first.next_cursor ?? '' },
    });
    expect([...second.items, ...first.items].map(({ id }) => id)).toEqual(ids);
    expect(first.total).toBeGreaterThanOrEqual(2);
    expect(first.settings).toEqual({
      schedule: null,
      next_at: null,
      verify_schedule: null,
      next_verify_at: null,
      keep: { daily: 7, weekly: 4, monthly: 12 },
      place: 'folder',
      address: join(app.dataDir, 'backups'),
    });
  });

  it.each([
    ['GET', '/api/backups'],
    ['GET', '/api/backups/1/file'],
    ['POST', '/api/backups'],
    ['DELETE', '/api/backups/1'],
  ])('is for administrators: %s %s', async (method, path) => {
    const cookie = await signedIn(app, `member ${method} ${path}`, 'member');
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    expect((await app.fetch(path, { method, headers })).status).toBe(403);
    expect((await app.fetch(path, { method })).status).toBe(401);
  });
});
