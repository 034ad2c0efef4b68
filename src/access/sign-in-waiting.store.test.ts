import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  outcome,
  PASSWORD,
  type SignInWorld,
  STAYS,
  STRANGER,
  startSignInWorld,
} from '../../test/support/sign-in-world.ts';
import { NotReady, TooManyRequests } from '../base/errors.ts';
import { signIn } from './sign-in.ts';
import { createSignInWaiting } from './sign-in-waiting.ts';

let world: SignInWorld;

beforeEach(async () => {
  world = await startSignInWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

describe('holding back', () => {
  it('ends when the caller goes away, and the password is not looked at', async () => {
    await world.addUser('Ada');
    await world.fail(9);
    const leaving = new AbortController();
    const real = { ...world.needs, signInWaiting: createSignInWaiting() };

    const attempt = signIn(real, { name: 'Ada', password: PASSWORD }, STRANGER, leaving.signal);
    leaving.abort();

    await expect(attempt).rejects.toBeInstanceOf(NotReady);
    expect(await outcome(world.enter('Ada'))).toBe('locked');
  });

  it('ends when the program stops, and nothing waits afterwards', async () => {
    const waiting = createSignInWaiting();
    const held = waiting.hold(60_000, STAYS);
    waiting.end();

    await expect(held).rejects.toBeInstanceOf(NotReady);
    await expect(waiting.hold(60_000, STAYS)).rejects.toBeInstanceOf(NotReady);
    await waiting.hold(0, STAYS);
  });

  it('is for so many at once; who comes then is told to come again', async () => {
    const waiting = createSignInWaiting(undefined, 2);
    const held = [waiting.hold(60_000, STAYS), waiting.hold(60_000, STAYS)];

    const one = await waiting.hold(4_000, STAYS).catch((error: unknown) => error);

    expect(one).toBeInstanceOf(TooManyRequests);
    expect(one).toMatchObject({ retryAfterSeconds: 4 });
    waiting.end();
    await Promise.allSettled(held);
  });
});
