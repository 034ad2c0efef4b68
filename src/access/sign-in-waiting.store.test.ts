import { describe, expect } from 'vitest';
import { PASSWORD } from '../../test/support/sessions.ts';
import { it, outcome, type SignInWorld, STAYS, STRANGER } from '../../test/support/sign-in-world.ts';
import { NotReady } from '../base/errors.ts';
import type { Visitor } from './admit-user.ts';
import { createPasswords } from './password.ts';
import { type SignInNeeds, signIn } from './sign-in.ts';
import { findFailures } from './sign-in-failure-store.ts';
import { EVERYWHERE } from './sign-in-throttle.ts';
import { createSignInWaiting, type HeldAttempt } from './sign-in-waiting.ts';

/** From an address of its own that failed before. */
function late(over: Partial<HeldAttempt> = {}): HeldAttempt {
  return { account: 'ada', network: null, early: false, ...over };
}

describe('holding back', () => {
  it('ends when the caller goes away; the password is not looked at and nothing counted', async ({
    world,
  }) => {
    await world.addUser('Ada');
    await world.fail(9);
    const leaving = new AbortController();
    const real = { ...world.needs, signInWaiting: createSignInWaiting() };

    const attempt = signIn(real, { name: 'Ada', password: PASSWORD }, STRANGER, leaving.signal);
    leaving.abort();

    await expect(attempt).rejects.toBeInstanceOf(NotReady);
    expect(await failures(world)).toEqual([9, 9]);
    expect(await outcome(world.enter('Ada'))).toBe('in');
  });

  it('ends when the program stops, and nothing waits afterwards', async () => {
    const waiting = createSignInWaiting();
    const held = waiting.hold(60_000, late(), STAYS);
    waiting.end();

    await expect(held).rejects.toBeInstanceOf(NotReady);
    await expect(waiting.hold(60_000, late(), STAYS)).rejects.toBeInstanceOf(NotReady);
    await waiting.hold(0, late(), STAYS);
  });
});

describe('the places where attempts wait', () => {
  const PLACES = { all: 4, ofAccount: 3, ofNetwork: 2 };

  it.each<[string, readonly HeldAttempt[], HeldAttempt, 'waits' | 'at once' | 'turned away']>([
    ['free', [], late(), 'waits'],
    ['all taken', others(4), late({ account: 'ida' }), 'turned away'],
    ['all taken', others(4), late({ account: 'ida', early: true }), 'at once'],
    ['taken for another account', sameAccount(3), late({ account: 'ida' }), 'waits'],
    ['taken for the account', sameAccount(3), late(), 'turned away'],
    ['taken for the account', sameAccount(3), late({ early: true }), 'at once'],
    ['taken by another network', sameNetwork(2), late({ account: 'ida', network: 'other' }), 'waits'],
    ['taken by its network', sameNetwork(2), late({ account: 'ida', network: 'net' }), 'turned away'],
    ['taken by its network', sameNetwork(2), late({ network: 'net', early: true }), 'turned away'],
    ['taken by the network of a known device', sameNetwork(2), late({ network: null, early: true }), 'waits'],
  ])('%s: case %#', async (_, before, attempt, expected) => {
    const [waits, go] = [Promise.withResolvers<'waits'>(), Promise.withResolvers<void>()];
    const started: unknown[] = [];
    const waiting = createSignInWaiting(async () => {
      if (started.push(null) > before.length) waits.resolve('waits');
      await go.promise;
    }, PLACES);
    const held = before.map((one) => waiting.hold(4_000, one, STAYS));

    const settled = waiting.hold(4_000, attempt, STAYS).then(
      () => 'at once',
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'TooManyRequests', retryAfterSeconds: 4 });
        return 'turned away';
      },
    );

    expect(await Promise.race([waits.promise, settled])).toBe(expected);
    go.resolve();
    await Promise.all([...held, settled]);
    // Each place is free again.
    await Promise.all(before.map((one) => waiting.hold(4_000, one, STAYS)));
  });

  function others(count: number): HeldAttempt[] {
    return Array.from({ length: count }, (_, n) => late({ account: `other ${n}` }));
  }

  function sameAccount(count: number): HeldAttempt[] {
    return Array.from({ length: count }, (_, n) => late({ network: `network ${n}` }));
  }

  function sameNetwork(count: number): HeldAttempt[] {
    return Array.from({ length: count }, (_, n) => late({ account: `other ${n}`, network: 'net' }));
  }
});

describe('a flood of wrong sign-ins from many networks', () => {
  /** All places are taken by strangers, each from an IPv6 network of its own, who try Ada. */
  async function flood(world: SignInWorld) {
    const go = Promise.withResolvers<void>();
    const signInWaiting = createSignInWaiting(() => go.promise, { all: 8, ofAccount: 8, ofNetwork: 3 });
    const needs = { ...world.needs, signInWaiting };
    const enter = (visitor: Partial<Visitor>, password = PASSWORD) =>
      signIn(needs, { name: 'Ada', password }, { ...STRANGER, ...visitor }, STAYS);
    await world.fail(10, 'Ada', { address: '2001:db8:ffff::1' });
    const before = await everywhere(world);
    const strangers = Array.from({ length: 8 }, (_, n) =>
      outcome(enter({ address: `2001:db8:${n + 1}::1` }, 'wrong')),
    );
    await expect.poll(() => everywhere(world)).toBe(before + 8);
    return { enter, go: go.resolve, strangers };
  }

  it('does not keep the owner out, neither on a new device nor on a known one', async ({ world }) => {
    await world.addUser('Ada');
    const { deviceCookie } = await world.enter('Ada');
    await world.fail(2, 'Ada', { deviceCookie });
    const { enter, go, strangers } = await flood(world);

    expect(await outcome(enter({ address: '198.51.100.1' }))).toBe('in');
    expect(await outcome(enter({ deviceCookie }))).toBe('in');

    go();
    expect(await Promise.all(strangers)).toEqual(Array.from({ length: 8 }, () => 'wrong'));
  });

  it('is not joined by who failed before from their own address, and that is not counted', async ({
    world,
  }) => {
    await world.addUser('Ada');
    await world.fail(2, 'Ada', { address: '198.51.100.1' });
    const { enter, go, strangers } = await flood(world);
    const before = await everywhere(world);

    for (let n = 0; n < 12; n += 1) expect(await outcome(enter({ address: '198.51.100.1' }))).toBe('locked');

    expect(await everywhere(world)).toBe(before);
    go();
    await Promise.all(strangers);
    expect(await outcome(enter({ address: '198.51.100.1' }))).toBe('in');
  });

  it('cannot come from one network alone', async ({ world }) => {
    await world.addUser('Ada');
    await world.fail(10, 'Ada', { address: '2001:db8:ffff::1' });
    const go = Promise.withResolvers<void>();
    const signInWaiting = createSignInWaiting(() => go.promise, { all: 8, ofAccount: 8, ofNetwork: 3 });
    const answered: string[] = [];
    const tries = Array.from({ length: 9 }, async (_, n) => {
      const visitor = { ...STRANGER, address: `2001:db8:7:${n}::1` };
      const given = { name: 'Ada', password: 'wrong' };
      answered.push(await outcome(signIn({ ...world.needs, signInWaiting }, given, visitor, STAYS)));
    });
    await expect.poll(() => answered.length).toBe(6);
    go.resolve();
    await Promise.all(tries);

    expect(answered.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'locked'));
    expect(answered.slice(6)).toEqual(['wrong', 'wrong', 'wrong']);
  });
});

describe('a flood of passwords to compute', () => {
  /** Strangers take all their places, again and again, until what is asked for meanwhile is answered. */
  async function flooded<T>(world: SignInWorld, ask: (needs: SignInNeeds) => Promise<T>): Promise<T> {
    const passwords = createPasswords({ atOnce: 1, waiting: 3 });
    let isOver = false;
    const again = async () => {
      while (!isOver) await passwords.isRight('wrong', null, 'stranger');
    };
    const flood = Promise.allSettled([again(), again(), again(), again()]);
    const answer = await ask({ ...world.needs, passwords });
    isOver = true;
    await flood;
    return answer;
  }

  it('does not keep out whoever has a known device', async ({ world }) => {
    await world.addUser('Ada');
    const { deviceCookie } = await world.enter('Ada');

    const admission = await flooded(world, (needs) =>
      signIn(needs, { name: 'Ada', password: PASSWORD }, { ...STRANGER, deviceCookie }, STAYS),
    );

    expect(admission.user.name).toBe('Ada');
  });

  it('turns strangers away without counting it', async ({ world }) => {
    await world.addUser('Ada');

    const refused = await flooded(world, (needs) =>
      signIn(needs, { name: 'Ada', password: PASSWORD }, STRANGER, STAYS).catch((error: unknown) => error),
    );

    expect(refused).toBeInstanceOf(NotReady);
    expect(await failures(world)).toEqual([0, 0]);
  });
});

/** What is counted for Ada, from the address of the stranger and from everywhere. */
async function failures(world: SignInWorld): Promise<readonly number[]> {
  return Promise.all([String(STRANGER.address), EVERYWHERE].map((origin) => failuresOf(world, origin)));
}

const everywhere = (world: SignInWorld) => failuresOf(world, EVERYWHERE);

async function failuresOf(world: SignInWorld, origin: string): Promise<number> {
  return (await findFailures(world.database.database, { name: 'Ada', origin }))?.failures ?? 0;
}
