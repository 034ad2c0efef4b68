import { LiveEvent, liveEvents } from '../../contract/activity.ts';
import { CliFault } from '../cli-fault.ts';
import type { SmokeTarget } from './smoke-target.ts';

/** A stream of live events that is open. */
export interface HeardEvents extends AsyncDisposable {
  /** Resolves when a change of this book was heard, before or after the call. Throws CliFault where it does not come. */
  ofBook(id: number): Promise<void>;
}

const PATIENCE_MS = 10_000;

/**
 * Opens the stream; resolves when the server has answered, so that nothing is missed that happens later. Throws CliFault
 * where it does not answer, or with something else.
 */
export async function hearEvents(target: SmokeTarget, signal: AbortSignal): Promise<HeardEvents> {
  const leaving = new AbortController();
  const opening = AbortSignal.timeout(PATIENCE_MS);
  const giveUp = () => leaving.abort(opening.reason);
  opening.addEventListener('abort', giveUp);
  const options = { signal: AbortSignal.any([signal, leaving.signal]) };
  const response = await target.open(liveEvents, {}, options).catch((error: unknown) => {
    // A server that opens no stream may do all else.
    throw leaving.signal.aborted ? heldBack('The stream did not open') : error;
  });
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
          throw heldBack('No event of the book came');
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

function heldBack(what: string): CliFault {
  return new CliFault(
    'refused',
    `${what} within ${PATIENCE_MS / 1000} s: a proxy may hold the stream back (X-Accel-Buffering, proxy_buffering off).`,
  );
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
