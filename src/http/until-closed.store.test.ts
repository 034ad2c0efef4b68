import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRefusal } from '../../test/support/refusal.ts';

describe('an attempt that is held back', () => {
  /** A program on which the third failure in a row waits until it is broken off. */
  async function startHolding() {
    const [held, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = await startTestApp({
      waitForSignIn: async (_, signal) => {
        held.resolve();
        await once(signal, 'abort');
        ended.resolve();
      },
    });
    for (let n = 0; n < 2; n += 1) expect((await attempt(holding)).status).toBe(401);
    return { holding, held: held.promise, ended: ended.promise };
  }

  function attempt(on: TestApp, signal?: AbortSignal): Promise<Response> {
    return on.fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ada', password: 'wrong' }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  it('ends when the browser goes away', async () => {
    const { holding, held, ended } = await startHolding();
    const leaving = new AbortController();
    const gone = attempt(holding, leaving.signal).catch(() => 'gone');
    await held;

    leaving.abort();

    expect(await gone).toBe('gone');
    await ended;
    await holding[Symbol.asyncDispose]();
  });

  it('does not hold up the end of the program', async () => {
    const { holding, held } = await startHolding();
    const answer = attempt(holding);
    await held;

    const stopped = holding[Symbol.asyncDispose]();

    await readRefusal(await answer, 503, 'service_unavailable');
    await stopped;
  });
});
