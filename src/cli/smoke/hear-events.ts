import { LiveEvent, liveEvents } from '../../contract/activity.ts';
import { CliFault } from '../cli-fault.ts';
import type { SmokeTarget } from './smoke-target.ts';

/** A stream of live events that is open. */
export interface HeardEvents extends AsyncDisposable {
  /** Resolves when a change of this book was heard, before or after the call. Throws CliFault where it does not come. */
  ofBook(id: number): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Opens the stream; resolves when the server has answered, so that nothing is missed that happens later. */
export async function hearEvents(target: SmokeTarget, signal: AbortSignal): Promise<HeardEvents> {
  const leaving = new AbortController();
  const opening = AbortSignal.timeout(PATIENCE_MS);
  const giveUp = () => leaving.abort(opening.reason);
  opening.addEventListener('abort', giveUp);
  const response = await target.open(liveEvents, {}, { signal: AbortSignal.any([signal, leaving.signal]) });
  opening.removeEventListener('abort', giveUp);
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) {
    leaving.abort();
    throw new CliFault('refused', 'What is there is no stream of events.');
  }
  const heard: LiveEvent[] = [];
  let wake = () => {};
  const reading = read(response, (event) => {
    heard.push(event);
    wake();
  }).catch(() => {});
  const isThere = (id: number) =>
    heard.some(({ kind, ids }) => kind === 'book' && (ids.length === 0 || ids.includes(id)));
  return {
    async ofBook(id) {
      const late = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      while (!isThere(id)) {
        signal.throwIfAborted();
        if (late.aborted) {
          throw new CliFault(
            'refused',
            `No event of the book came within ${PATIENCE_MS / 1000} s: a proxy may hold the stream back (X-Accel-Buffering, proxy_buffering off).`,
          );
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          late.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await reading;
    },
  };
}

async function read(response: Response, hear: (event: LiveEvent) => void): Promise<void> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (text + chunk).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const event = line.startsWith('data: ') ? LiveEvent.safeParse(JSON.parse(line.slice(6))) : null;
      if (event?.success === true) hear(event.data);
    }
  }
}
