import type { FastifyInstance } from 'fastify';
import { userIdOf } from '../access/actor.ts';
import type { KnownCallers } from '../access/known-callers.ts';
import { authorize } from '../access/permissions.ts';
import type { LiveEvent, LiveEvents } from '../activity/live-events.ts';
import { liveEvents } from '../contract/activity.ts';
import { boundStreams } from './bound-streams.ts';
import type { GuardNeeds } from './guard.ts';
import { callerOf } from './limits.ts';
import { type Route, rawRoute } from './route.ts';
import { takeOver } from './take-over.ts';

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
  readonly knownCallers: Pick<KnownCallers, 'onChange'>;
  readonly authenticate: GuardNeeds['authenticate'];
}

/** The stream of changes; `preClose` ends every stream, so that a stop need not wait for them. */
export function liveRoute(server: FastifyInstance, { live, knownCallers, authenticate }: Needs): Route {
  const open = boundStreams();
  server.addHook('preClose', async () => open.endAll());

  return rawRoute(liveEvents, async ({ actor, request, reply }) => {
    const caller = actor.kind === 'nobody' ? actor.kind : callerOf(actor);
    open.refuseTooMany(caller);
    reply.headers(HEADERS);
    if (request.method === 'HEAD') return reply.send('');
    const stream = takeOver(reply);
    const write = (text: string) => {
      if (stream.writableLength > MAX_UNREAD_BYTES) end();
      else stream.write(text);
    };
    const unsubscribe = live.subscribe((event) => write(toText(event)));
    // A session or a key that ended since takes its stream with it.
    const check = () =>
      authenticate(request)
        .then((now) => authorize(now, liveEvents.needs))
        .catch(end);
    const heartbeat = setInterval(() => {
      write(':\n\n');
      void check();
    }, HEARTBEAT_MS);
    const unsubscribeAccess = knownCallers.onChange((userId) => {
      if (userId === null || userId === userIdOf(actor)) void check();
    });
    function end(): void {
      clearInterval(heartbeat);
      unsubscribe();
      unsubscribeAccess();
      leave();
      stream.end();
    }
    const leave = open.add(caller, end);
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
