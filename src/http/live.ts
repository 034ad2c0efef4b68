import type { FastifyInstance } from 'fastify';
import { authorize } from '../access/permissions.ts';
import type { LiveEvent, LiveEvents } from '../activity/live-events.ts';
import { liveEvents } from '../contract/activity.ts';
import type { GuardNeeds } from './guard.ts';
import { type Route, rawRoute } from './route.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that is so far behind is let go; it comes back and asks again. */
const MAX_UNREAD_BYTES = 256 * 1024;

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

interface Needs {
  readonly live: LiveEvents;
  readonly authenticate: GuardNeeds['authenticate'];
}

/** The stream of changes; `preClose` ends every stream, so that a stop need not wait for them. */
export function liveRoute(server: FastifyInstance, { live, authenticate }: Needs): Route {
  const open = new Set<() => void>();
  server.addHook('preClose', async () => {
    for (const end of open) end();
  });

  return rawRoute(liveEvents, async ({ request, reply }) => {
    reply.headers(HEADERS);
    if (request.method === 'HEAD') return reply.send('');
    reply.hijack();
    const stream = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) stream.setHeader(name, value);
    stream.writeHead(200);
    const write = (text: string) => {
      if (stream.writableLength > MAX_UNREAD_BYTES) end();
      else stream.write(text);
    };
    const unsubscribe = live.subscribe((event) => write(toText(event)));
    const heartbeat = setInterval(() => {
      write(':\n\n');
      // A session that ended since takes its stream with it.
      authenticate(request)
        .then((actor) => authorize(actor, liveEvents.needs))
        .catch(end);
    }, HEARTBEAT_MS);
    function end(): void {
      clearInterval(heartbeat);
      unsubscribe();
      open.delete(end);
      stream.end();
    }
    open.add(end);
    stream.on('close', end);
    write('retry: 2000\n\n');
    for (const event of missed(live, request.headers['last-event-id'])) write(toText(event));
    return reply;
  });
}

function missed(live: LiveEvents, lastId: string | string[] | undefined): readonly LiveEvent[] {
  if (typeof lastId !== 'string') return [];
  return live.since(Number(lastId)) ?? [{ id: 0, kind: 'reset', ids: [] }];
}

function toText({ id, kind, ids }: LiveEvent): string {
  const named = id === 0 ? '' : `id: ${id}\n`;
  return `${named}data: ${JSON.stringify({ kind, ids })}\n\n`;
}
