import { z } from 'zod';
import type { TestApp } from './app.ts';
import { until } from './until.ts';

const Data = z.object({ kind: z.string(), ids: z.array(z.number()) });

export interface StreamedEvent extends z.output<typeof Data> {
  /** Empty where it has none. */
  readonly id: string;
}

/** A page that listens to `/api/events`. */
export interface LiveStream extends AsyncDisposable {
  readonly response: Response;
  readonly events: readonly StreamedEvent[];
  /** Waits for an event of this kind and answers it. */
  next(kind: string): Promise<StreamedEvent>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
}

export async function openStream(
  app: Pick<TestApp, 'fetch' | 'apiKey'>,
  headers: Readonly<Record<string, string>> = {},
): Promise<LiveStream> {
  const leaving = new AbortController();
  const response = await app.fetch('/api/events', {
    headers: 'cookie' in headers ? headers : { 'x-api-key': app.apiKey, ...headers },
    signal: leaving.signal,
  });
  const events: StreamedEvent[] = [];
  const ended = read(response, events).catch(() => {});
  let told = 0;
  return {
    response,
    events,
    ended,
    async next(kind) {
      const place = () => events.findIndex((event, at) => at >= told && event.kind === kind);
      await until(`an event ${kind} came`, () => place() !== -1);
      const event = events[place()];
      told = place() + 1;
      if (event === undefined) throw new Error(`There is no event ${kind}`);
      return event;
    },
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await ended;
    },
  };
}

async function read(response: Response, events: StreamedEvent[]): Promise<void> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field('data');
      if (data !== undefined) events.push({ id: field('id') ?? '', ...Data.parse(JSON.parse(data)) });
    }
  }
}
