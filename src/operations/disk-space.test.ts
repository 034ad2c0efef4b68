import { describe, expect, it } from 'vitest';
import { checkDisk } from './check-disk.ts';
import { createDiskSpace, type DiskReading } from './disk-space.ts';

const place = (path: string) => ({ name: `The folder ${path}`, path });
const ROOM = { bsize: 4096, blocks: 1000, bavail: 250 };

describe('reading how much is free', () => {
  it('asks the real disk', async () => {
    const [here, nowhere] = await createDiskSpace()([place(import.meta.dirname), place('/no/such/folder')]);

    expect(here?.reading).toMatchObject({ state: 'read', totalBytes: expect.any(Number) });
    expect(nowhere?.reading).toEqual({ state: 'failed', code: 'ENOENT' });
  });

  it('goes on where one does not answer, and asks that one again only when it has', async () => {
    const asked: string[] = [];
    let answer = (_: typeof ROOM) => {};
    const ask = (path: string) => {
      asked.push(path);
      return path === '/dead'
        ? new Promise<typeof ROOM>((resolve) => (answer = resolve))
        : Promise.resolve(ROOM);
    };
    const read = createDiskSpace({ ask, timeoutMs: 20 });
    const states = async () =>
      (await read([place('/dead'), place('/alive')])).map(({ reading }) => reading.state);

    expect(await states()).toEqual(['silent', 'read']);
    expect(await states()).toEqual(['silent', 'read']);
    expect(asked).toEqual(['/dead', '/alive', '/alive']);
    answer(ROOM);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    asked.length = 0;
    void states();
    expect(asked).toEqual(['/dead']);
  });

  it('leaves threads to the others, however many mounts are dead', async () => {
    let asked = 0;
    const ask = () => {
      asked += 1;
      return new Promise<never>(() => {});
    };
    const places = Array.from({ length: 8 }, (_, at) => place(`/dead/${at}`));

    const readings = await createDiskSpace({ ask, timeoutMs: 10 })(places);

    expect(new Set(readings.map(({ reading }) => reading.state))).toEqual(new Set(['silent']));
    expect(asked).toBe(2);
  });
});

describe('what is said of it', () => {
  const GB = 1_000_000_000;
  const say = (reading: DiskReading) => checkDisk([{ ...place('/a'), reading }]);

  it.each<[DiskReading, object]>([
    [
      { state: 'read', freeBytes: 20 * GB, totalBytes: 1000 * GB, freeInodes: null },
      { status: 'healthy', detail: 'The folder /a has 20.0 GB of 1.0 TB left.' },
    ],
    [
      { state: 'read', freeBytes: 0.9 * GB, totalBytes: 10 * GB, freeInodes: null },
      { status: 'degraded', error: 'The folder /a has only 900 MB left, 9.0 % of its disk.' },
    ],
    [
      { state: 'read', freeBytes: 9 * GB, totalBytes: 1000 * GB, freeInodes: null },
      { status: 'degraded', error: 'The folder /a has only 9.0 GB left, 0.9 % of its disk.' },
    ],
    [{ state: 'silent' }, { status: 'degraded', error: 'The folder /a does not answer.' }],
    [
      { state: 'failed', code: 'ENOENT' },
      {
        status: 'degraded',
        error: 'The folder /a cannot be read (ENOENT).',
        what_to_do: 'Mount the drive again, or correct the path in the settings.',
      },
    ],
  ])('%j', (reading, health) => {
    expect(say(reading)).toMatchObject(health);
  });
});
