import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { beginTask, getTask, openTask } from '../../activity/task-store.ts';
import { DAY_MS, HOUR_MS } from '../../base/clock.ts';
import type { SendJob } from '../../platform/jobs.ts';
import { type Backup, type BackupOrigin, nameBackup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { insertBackup, readBackup, readBackups, summariseBackups } from './backup-store.ts';
import { runCreateBackup } from './create-backup.ts';
import { CreateBackup, VerifyBackup } from './jobs.ts';
import { tendBackups, verifyNewestBackup } from './tend-backups.ts';

const NOW = new Date('2030-01-10T10:00:00Z');

let app: TestApp;
let sent: { readonly name: string; readonly payload: unknown }[];
let needs: BackupNeeds & { readonly send: SendJob };

beforeEach(async () => {
  // As a web process: what is sent here nobody does.
  app = await startTestApp({ role: 'web', isAlone: false });
  sent = [];
  needs = {
    ...app.needs.backups,
    clock: { now: () => NOW },
    send: async (_, { name }, payload) => void sent.push({ name, payload }),
  };
  await mkdir(needs.config.dir, { mode: 0o700 });
});

afterEach(() => app[Symbol.asyncDispose]());

const daily = () => ({ ...needs, config: { ...needs.config, schedule: '37 3 * * *' } });
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);

async function enter(
  hours: number,
  { origin = 'schedule', state = 'done' as Backup['state'], hasFile = true } = {},
) {
  const created_at = hoursAgo(hours);
  const name = nameBackup(created_at, origin as BackupOrigin);
  const path = needs.places.own.addressOf(name);
  if (hasFile) await writeFile(path, 'whole');
  const id = await insertBackup(app.db, {
    name,
    place: 'folder',
    path,
    origin: origin as BackupOrigin,
    state,
    has_secrets: false,
    program_version: '1',
    created_at,
  });
  return { id: id ?? 0, name, path };
}

async function taskFor(backupId: number, isBegun: boolean): Promise<number> {
  const { id } = await app.db.transaction().execute((tx) => openTask(tx, 'create_backup', backupId));
  if (isBegun) await beginTask(app.db, id);
  return id;
}

describe('keeping backups in order', () => {
  it('ends what a process left that ended without a word, and what there is of it', async () => {
    const half = await enter(2, { state: 'running', hasFile: false });
    const task = await taskFor(half.id, true);
    await writeFile(`${half.path}.part`, 'half');
    const whole = await enter(1, { state: 'running' });

    await tendBackups(needs);
    expect(await readBackup(app.db, half.id)).toMatchObject({
      state: 'failed',
      error: 'The program ended while this backup was made.',
    });
    expect((await getTask(app.db, task)).state).toBe('failed');
    expect(await readBackup(app.db, whole.id)).toMatchObject({ state: 'done', size_bytes: 5 });
    expect(await readdir(needs.config.dir)).toEqual([whole.name]);
  });

  it('leaves alone what waits for its turn, and sends its job again', async () => {
    const { id } = await enter(1, { state: 'running', hasFile: false });
    const task = await taskFor(id, false);
    await tendBackups(needs);
    expect((await readBackup(app.db, id)).state).toBe('running');
    expect(sent).toEqual([{ name: CreateBackup.name, payload: { task_id: task, backup_id: id } }]);
  });

  it('makes anew, as another one, what the end of the program broke off; not for ever', async () => {
    for (const round of [1, 2, 3]) {
      const backups = await readBackups(app.db);
      const [running] = backups.filter(({ state }) => state === 'running');
      const id = running?.id ?? (await enter(1, { state: 'running', hasFile: false })).id;
      const task = await taskFor(id, true);
      await runCreateBackup(
        needs,
        { task_id: task, backup_id: id },
        { signal: new AbortController().signal },
      );

      const states = (await readBackups(app.db)).map(({ state }) => state).toSorted();
      const failed = Array.from({ length: round }, () => 'failed');
      expect(states).toEqual(round < 3 ? [...failed, 'running'] : failed);
    }
  });

  it('fails one that the end of the program stops, and leaves nothing of it', async () => {
    const { id } = await enter(1, { state: 'running', hasFile: false });
    const task = await taskFor(id, false);
    const stopped = runCreateBackup(needs, { task_id: task, backup_id: id }, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow();
    const words = 'The program was stopped while this backup was made.';
    expect(await readBackup(app.db, id)).toMatchObject({ state: 'failed', error: words });
    expect(await getTask(app.db, task)).toMatchObject({ state: 'failed', error: words });
    expect(await readdir(needs.config.dir)).toEqual([]);
  });

  it.each([
    ['one was missed', 40, 1],
    ['one was made since', 3, 0],
  ])('has one made where %s', async (_, hours, count) => {
    await enter(hours);
    await tendBackups(daily());
    expect(sent.length).toBe(count);
    const made = await readBackups(app.db, 'running');
    expect(made.map(({ origin }) => origin)).toEqual(count === 0 ? [] : ['schedule']);
  });

  it('tries one that failed again after an hour, and makes none where none is to be made', async () => {
    await enter(40);
    await enter(0.5, { state: 'failed', hasFile: false });
    await tendBackups(daily());
    expect(sent).toEqual([]);
    await app.db
      .updateTable('backup')
      .set({ created_at: hoursAgo(2) })
      .where('state', '=', 'failed')
      .execute();
    await tendBackups(needs);
    expect(sent).toEqual([]);
    await tendBackups(daily());
    expect(sent).toHaveLength(1);
  });

  it('lets go what the rule does not keep, with its file, but for days whose file is gone', async () => {
    const keep = { daily: 1, weekly: 0, monthly: 0 };
    const old = await enter(50);
    const newer = await enter(26);
    const stolen = await enter(2, { hasFile: false });
    await tendBackups({ ...needs, config: { ...needs.config, keep } });
    expect(await readdir(needs.config.dir)).toEqual([newer.name]);
    expect((await readBackups(app.db)).map(({ name }) => name)).toEqual([stolen.name, newer.name]);
    expect(old.name).not.toBe(newer.name);
  });

  it.each(['not there', 'empty'])('forgets none while the folder is %s', async (how) => {
    const days = 24;
    const all = [
      await enter(40 * days, { origin: 'manual' }),
      await enter(35 * days),
      await enter(34 * days, { origin: 'safety' }),
    ];
    const { dir } = needs.config;
    const away = `${dir}-away`;
    await rename(dir, away);
    if (how === 'empty') await mkdir(dir);
    await tendBackups(needs);
    expect(await readBackups(app.db)).toHaveLength(3);

    await rm(dir, { recursive: true, force: true });
    await rename(away, dir);
    await tendBackups(needs);
    expect((await readBackups(app.db)).map(({ name }) => name)).toEqual([all[1]?.name, all[0]?.name]);
    expect(await readdir(dir)).toHaveLength(2);
  });

  it('never forgets one that a person asked for because its file is missing', async () => {
    const asked = await enter(40 * 24, { origin: 'manual', hasFile: false });
    await enter(35 * 24);
    await tendBackups(needs);
    expect((await readBackups(app.db)).map(({ id }) => id)).toContain(asked.id);
  });

  it('has one made though a clock that was ahead dated one, or a failure, to the future', async () => {
    await enter(40);
    await enter(-24 * 365);
    await enter(-24 * 366, { state: 'failed', hasFile: false });
    const { newestDone, newestFailed } = await summariseBackups(app.db, NOW);
    expect([newestDone?.created_at, newestFailed]).toEqual([hoursAgo(40), null]);
    await tendBackups(daily());
    expect(sent).toHaveLength(1);
  });

  it('has the newest verified by the clock', async () => {
    await enter(30);
    const newest = await enter(3, { origin: 'manual' });
    await enter(1, { state: 'failed', hasFile: false });
    await verifyNewestBackup(needs);
    expect(sent).toEqual([
      { name: VerifyBackup.name, payload: { task_id: expect.any(Number), backup_id: newest.id } },
    ]);
  });

  it('removes what was fetched long ago in order to be verified', async () => {
    const { scratchFolder } = needs;
    await mkdir(scratchFolder, { recursive: true });
    for (const [name, age] of [
      ['fetched-old.zip', 2 * DAY_MS],
      ['fetched-new.zip', HOUR_MS],
    ] as const) {
      const file = join(scratchFolder, name);
      await writeFile(file, '');
      await utimes(file, NOW, new Date(NOW.getTime() - age));
    }
    await tendBackups(needs);
    expect(await readdir(scratchFolder)).toEqual(['fetched-new.zip']);
  });
});
