import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, KeyActor, UserActor } from '../access/actor.ts';
import { TooManyRequests } from '../base/errors.ts';
import { createRateLimiter, type RateLimiter } from '../platform/rate-limiter.ts';
import { countNewWant, countSearchByHand } from './member-bounds.ts';

let rateLimiter: RateLimiter;

beforeEach(() => {
  rateLimiter = createRateLimiter({ shared: null, log: pino({ enabled: false }) });
});

afterEach(() => rateLimiter[Symbol.asyncDispose]());

const USER = { kind: 'user', name: 'Mia', sessionId: 1, expiresAt: new Date(), role: 'member' } as const;
const member = (userId: number): UserActor => ({ ...USER, userId });
const keyOf = (userId: number): KeyActor => {
  const key = { kind: 'api_key', keyId: 1, name: 'Script', expiresAt: null } as const;
  return { ...key, userId, role: 'member', scope: 'member' };
};

async function times(count: number, work: () => Promise<void>): Promise<void> {
  for (let done = 0; done < count; done += 1) await work();
}

describe.each([
  ['searches by hand', countSearchByHand, 30, 'A member may ask for 30 searches within an hour'],
  ['wants', countNewWant, 100, 'A member may ask for 100 wanted books within an hour'],
] as const)('the %s of a member', (_, count, most, words) => {
  it('are so many within an hour, by session and keys together, and no more', async () => {
    await times(most - 1, () => count({ rateLimiter }, member(1)));
    await count({ rateLimiter }, keyOf(1));

    const refusal = await count({ rateLimiter }, member(1)).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(TooManyRequests);
    expect(refusal).toMatchObject({
      message: expect.stringContaining(words),
      retryAfterSeconds: expect.toSatisfy((seconds) => seconds > 3590 && seconds <= 3600),
    });
    await count({ rateLimiter }, member(2));
  });

  it('are not counted for an administrator', async () => {
    const administrator: Actor = { ...USER, userId: 1, role: 'administrator' };

    await times(most + 1, () => count({ rateLimiter }, administrator));
  });
});
