import { get, type IncomingMessage } from 'node:http';
import { keyOfReader } from '../fill-database.ts';

/** Pages that are open and listen to what changes. */
export interface HeldStreams extends Disposable {
  readonly events: number;
  /** How many ended although nobody ended them. */
  readonly lost: number;
}

/** Each of the readers has as many as the others. */
export async function holdStreams(
  address: string,
  { count, readers }: { readonly count: number; readonly readers: number },
): Promise<HeldStreams> {
  const held = { events: 0, lost: 0 };
  let isEnding = false;
  const open = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const stream = await openOne(address, keyOfReader(at % readers));
      stream.on('data', (chunk: Buffer) => {
        held.events += chunk.toString('utf8').split('\ndata:').length - 1;
      });
      stream.on('error', () => {});
      stream.on('close', () => {
        if (!isEnding) held.lost += 1;
      });
      return stream;
    }),
  );
  return {
    get events() {
      return held.events;
    },
    get lost() {
      return held.lost;
    },
    [Symbol.dispose]() {
      isEnding = true;
      for (const stream of open) stream.destroy();
    },
  };
}

function openOne(address: string, key: string): Promise<IncomingMessage> {
  return new Promise((opened, failed) => {
    const headers = { 'x-api-key': key };
    const asking = get(new URL('/api/events', address), { agent: false, headers }, (response) => {
      if (response.statusCode === 200) opened(response);
      else failed(new Error(`The stream of events answered ${response.statusCode}.`));
    });
    asking.on('error', failed);
  });
}
