import { describe, expect, it } from 'vitest';
import { within } from './within.ts';

describe('within', () => {
  it('answers what the work answers, and throws what it throws', async () => {
    expect(await within(60_000, Promise.resolve(7))).toBe(7);
    await expect(within(60_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('says what was not done in time; that it fails later harms nobody', async () => {
    const { promise, reject } = Promise.withResolvers<never>();

    await expect(within(10, promise)).rejects.toThrow('It did not answer within 0.01 s.');
    reject(new Error('late'));
  });
});
