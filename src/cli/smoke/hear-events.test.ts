import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { hearEvents } from './hear-events.ts';
import { isAbsent, smokeTarget } from './smoke-target.ts';

afterEach(() => vi.restoreAllMocks());

it('a stream that is held back is told as such: all else may work', async () => {
  const after = AbortSignal.timeout;
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => after(50));
  await using server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { signal } = new AbortController();
  const target = smokeTarget({ url: `http://127.0.0.1:${port}`, apiKey: 'key' }, signal);

  const error = await hearEvents(target, signal).catch((fault: unknown) => fault);

  expect(error).toMatchObject({ message: expect.stringContaining('The stream did not open within 10 s') });
  expect(isAbsent(error)).toBe(false);
});
