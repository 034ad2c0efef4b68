import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../../src/contract/call.ts';

const AGAIN_MS = 200;

/** Asks again, as a page does, where the program says that it has too much to do. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError) || error.reply.status_code !== 503) throw error;
      await delay(AGAIN_MS);
    }
  }
}
