import { createHistogram } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Client } from 'undici';
import { z } from 'zod';

const Asking = z.object({
  baseUrl: z.string(),
  paths: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  connections: z.number(),
  seconds: z.number(),
});

const Answered = z.object({
  p50Ms: z.number(),
  p99Ms: z.number(),
  perSecond: z.number(),
  /** Status codes of refusals, and what broke. */
  faults: z.array(z.string()),
});

/**
 * Each connection asks for one path after another, in turn, as soon as it has its answer. In a thread of its own, with a
 * client that only counts the bytes: it shares the machine with what is measured, and should leave it the cores.
 */
export async function askSteadily(asking: z.input<typeof Asking>): Promise<z.output<typeof Answered>> {
  const worker = new Worker(import.meta.filename, { workerData: asking });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  worker.once('message', resolve).once('error', reject);
  return Answered.parse(await promise);
}

if (!isMainThread) {
  const { baseUrl, paths, headers, connections, seconds } = Asking.parse(workerData);
  const times = createHistogram({ lowest: 1, highest: 60_000_000, figures: 3 });
  const faults = new Set<string>();
  const begunAt = performance.now();
  const endsAt = begunAt + seconds * 1000;
  let turn = 0;

  const ask = (client: Client): Promise<void> => {
    const path = paths[turn++ % paths.length] ?? '/';
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const askedAt = performance.now();
    client.dispatch(
      { path, method: 'GET', headers },
      {
        onRequestStart() {},
        onResponseStart(_, status) {
          if (status !== 200) faults.add(`${path}: ${status}`);
        },
        onResponseData() {},
        onResponseEnd() {
          times.record(Math.max(1, Math.round((performance.now() - askedAt) * 1000)));
          resolve();
        },
        onResponseError: (_, error) => reject(error),
      },
    );
    return promise;
  };
  const keepAsking = async () => {
    const client = new Client(baseUrl, { pipelining: 1 });
    try {
      while (performance.now() < endsAt) await ask(client);
    } catch (error) {
      faults.add(String(error));
    } finally {
      await client.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, keepAsking));
  parentPort?.postMessage({
    p50Ms: times.percentile(50) / 1000,
    p99Ms: times.percentile(99) / 1000,
    perSecond: times.count / ((performance.now() - begunAt) / 1000),
    faults: [...faults],
  } satisfies z.output<typeof Answered>);
}
