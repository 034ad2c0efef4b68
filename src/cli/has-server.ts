import { call } from '../contract/call.ts';
import { healthLive } from '../contract/health.ts';
import type { Environment } from './environment.ts';

const PATIENCE_MS = 2_000;

/** Whether a server is to be asked: one that was named always, the one of this machine where it answers. */
export async function hasServer({ url, isNamed }: Environment): Promise<boolean> {
  if (isNamed) return true;
  try {
    await call(healthLive, {}, { baseUrl: url, signal: AbortSignal.timeout(PATIENCE_MS) });
    return true;
  } catch (error) {
    // What of `fetch` is thrown where nobody listens; whoever hangs or answers something else is there.
    return !(error instanceof TypeError);
  }
}
