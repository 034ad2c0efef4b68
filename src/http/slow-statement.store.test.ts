import { expect, it } from 'vitest';
import { startTestApp } from '../../test/support/app.ts';
import { createLog } from '../platform/log.ts';

interface Line {
  readonly message: string;
  readonly level: string;
  readonly request_id?: string;
  readonly statement?: string;
  readonly duration_ms?: number;
}

it('is logged with its name and the request it was for, and counted', async () => {
  const lines: Line[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  // Slower than this is every statement.
  await using app = await startTestApp({ log, slowQueryMs: -1 });
  const headers = { 'x-api-key': app.apiKey };
  const counted = async () => {
    const text = await (await app.fetch('/metrics', { headers })).text();
    return Number(/^mamcrawler_slow_statements_total (\d+)$/m.exec(text)?.[1]);
  };
  const before = await counted();

  const ask = (path: string, id: string) => app.fetch(path, { headers: { ...headers, 'x-request-id': id } });
  await Promise.all([ask('/api/books', 'for-books'), ask('/api/wanted', 'for-wanted')]);

  const slow = lines.filter(({ message }) => message === 'slow statement');
  const namesOf = (id: string) =>
    slow.filter(({ request_id }) => request_id === id).map(({ statement }) => statement);
  expect(namesOf('for-books')).toContain('select book');
  expect(namesOf('for-books')).not.toContain('select wanted_book');
  expect(namesOf('for-wanted')).toContain('select wanted_book');
  expect(slow[0]).toMatchObject({ level: 'warn', duration_ms: expect.any(Number) });
  expect(await counted()).toBeGreaterThanOrEqual(before + 2);
});
