import { describe, expect } from 'vitest';
import { PASSWORD } from '../../test/support/sessions.ts';
import { it, outcome } from '../../test/support/sign-in-world.ts';
import { DAY_MS } from '../base/clock.ts';
import { DEVICE_LIFETIME_MS } from './known-device.ts';
import { deleteDevicesNotSeenSince, forgetDevices } from './known-device-store.ts';
import { isLocked } from './sign-in-failure-store.ts';

describe('a browser in which somebody signed in before', () => {
  it('is not kept waiting or out by what strangers fail, even behind the same address', async ({ world }) => {
    await world.addUser('Ada');
    const { deviceCookie } = await world.enter('Ada');
    await world.fail(10);
    expect(await outcome(world.enter('Ada'))).toBe('locked');

    world.waited = [];
    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie }))).toBe('in');

    expect(world.waited).toEqual([]);
    expect(await outcome(world.enter('Ada'))).toBe('locked');
  });

  it('is counted by itself, wherever it is, and locks nobody else', async ({ world }) => {
    await world.addUser('Ada');
    const { deviceCookie } = await world.enter('Ada');

    await world.fail(5, 'Ada', { deviceCookie });
    await world.fail(5, 'Ada', { deviceCookie, address: '198.51.100.1' });

    expect(world.waited).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie }))).toBe('locked');
    expect(await isLocked(world.database.database, world.now, 'Ada')).toBe(true);
    expect(await outcome(world.enter('Ada'))).toBe('in');
  });

  it('is a stranger for the account of somebody else', async ({ world }) => {
    await world.addUser('Ada');
    await world.addUser('Eve');
    const { deviceCookie } = await world.enter('Eve');

    await world.fail(10, 'Ada', { deviceCookie });

    expect(await outcome(world.enter('Ada'))).toBe('locked');
  });

  it('is known for each of the people who share it', async ({ world }) => {
    await world.addUser('Ada');
    await world.addUser('Eve');
    const { deviceCookie: first } = await world.enter('Ada');
    const { deviceCookie: shared } = await world.enter('Eve', PASSWORD, { deviceCookie: first });
    await world.fail(10, 'Ada');
    await world.fail(10, 'Eve');

    const again = await world.enter('Ada', PASSWORD, { deviceCookie: shared });

    expect(again.deviceCookie).toBe(shared);
    expect(await outcome(world.enter('Eve', PASSWORD, { deviceCookie: shared }))).toBe('in');
  });

  it('gets a token of our own making: a planted one is of no use to whoever planted it', async ({
    world,
  }) => {
    await world.addUser('Ada');
    const planted = 'p'.repeat(43);
    await world.enter('Ada', PASSWORD, { deviceCookie: planted });

    await world.fail(10, 'Ada', { deviceCookie: planted });

    expect(await outcome(world.enter('Ada'))).toBe('locked');
  });

  it.for(['', '.', 'x', 'a'.repeat(5000), '.'.repeat(100), "'; drop table known_device; --"])(
    'whose cookie is %j is a stranger like any other',
    async (deviceCookie, { world }) => {
      await world.addUser('Ada');

      const { deviceCookie: given } = await world.enter('Ada', PASSWORD, { deviceCookie });

      expect(given).toMatch(/^[\w-]{43}$/);
    },
  );

  it('is kept by a hash, for a year, and 20 of them for a user', async ({ world }) => {
    const db = world.database.database;
    const { id } = await world.addUser('Ada');
    const cookies: string[] = [];
    for (let n = 0; n < 22; n += 1) {
      cookies.push((await world.enter('Ada')).deviceCookie);
      world.later(1);
    }
    const stored = await db.selectFrom('known_device').selectAll().execute();
    expect(stored).toHaveLength(20);
    expect(stored[0]?.token_hash).toHaveLength(32);
    await world.fail(10);
    const [first = '', , second = ''] = cookies;
    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie: first }))).toBe('locked');
    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie: second }))).toBe('in');

    world.later(DEVICE_LIFETIME_MS + DAY_MS);
    await world.fail(10);
    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie: second }))).toBe('locked');
    await deleteDevicesNotSeenSince(db, new Date(world.now.getTime() - DEVICE_LIFETIME_MS));
    expect(await db.selectFrom('known_device').select('id').where('user_id', '=', id).execute()).toEqual([]);
  });

  it('is forgotten with all others of the user', async ({ world }) => {
    const { id } = await world.addUser('Ada');
    const { deviceCookie } = await world.enter('Ada');
    await world.fail(10);

    await world.database.database.transaction().execute((tx) => forgetDevices(tx, id));

    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie }))).toBe('locked');
  });
});
