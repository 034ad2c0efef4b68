import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

const Event = z.object({
  release: z.string(),
  environment: z.string(),
  transaction: z.string(),
  tags: z.record(z.string(), z.string()),
  exception: z.object({
    values: z.array(
      z.object({
        type: z.string(),
        value: z.string(),
        stacktrace: z
          .object({ frames: z.array(z.looseObject({ filename: z.string().optional() })) })
          .optional(),
      }),
    ),
  }),
});
export type SentryEvent = z.output<typeof Event>;

/** A server that takes the envelopes of SENTRY_DSN. */
export interface SentryServer extends AsyncDisposable {
  readonly dsn: string;
  readonly events: readonly SentryEvent[];
  /** All that came, as it came. */
  readonly received: readonly string[];
  /** What it answers from now on; `null` for nothing at all. */
  answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | null;
}

export async function startSentryServer(key: string): Promise<SentryServer> {
  const events: SentryEvent[] = [];
  const received: string[] = [];
  const server = createServer(async (request, reply) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    received.push(body);
    if (new URL(request.url ?? '/', 'http://a').pathname === '/api/7/envelope/') {
      const [, , event = '{}'] = body.split('\n');
      events.push(Event.parse(JSON.parse(event)));
    }
    if (state.answer === null) return;
    reply.writeHead(state.answer.status, state.answer.headers ?? {}).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const state: SentryServer = {
    dsn: `http://${key}@127.0.0.1:${port}/7`,
    events,
    received,
    answer: { status: 200 },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return state;
}
