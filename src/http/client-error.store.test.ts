import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRaw, sendRaw } from '../../test/support/raw-request.ts';
import { until } from '../../test/support/until.ts';
import { ErrorReply } from '../contract/error.ts';

let app: TestApp;
const lines: Record<string, unknown>[] = [];
const log = pino({ messageKey: 'message' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

beforeAll(async () => {
  app = await startTestApp({ log });
});

afterAll(() => app[Symbol.asyncDispose]());

const BIG = `GET / HTTP/1.1\r\nhost: a\r\nx-big: ${'x'.repeat(20_000)}\r\n\r\n`;
const HTTP = ' HTTP/1.1\r\nconnection: close\r\n';

describe('what a server would end without a word', () => {
  it.each([
    ['no HTTP', 'EMMA\r\n\r\n', 400, 'The request is not HTTP as it should be.'],
    ['too much of headers', BIG, 431, 'The headers of the request are too large.'],
    ['a tunnel', `CONNECT b:1${HTTP}host: a\r\n\r\n`, 405, 'MAMcrawler is no proxy: it leads nowhere else.'],
    [
      'what nobody can do',
      `GET /health/live${HTTP}host: a\r\nexpect: miracles\r\n\r\n`,
      417,
      'The header Expect asks for something that cannot be done here.',
    ],
    ['no host', `GET /health/live${HTTP}\r\n`, 400, 'The request does not say for which Host it is.'],
  ])('is refused in the shape of all errors: %s', async (_, sent, status, message) => {
    const answer = readRaw(await sendRaw(app.baseUrl, sent));

    expect(answer.status).toBe(status);
    const reply = ErrorReply.parse(JSON.parse(answer.body));
    expect(reply).toMatchObject({ code: 'validation_error', message, status_code: status });
    expect(answer.headers.get('x-request-id')).toBe(reply.request_id);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      connection: 'close',
    });
  });

  it.each([
    ['HTTP/1.0 without a host', 'GET /health/live HTTP/1.0\r\n\r\n'],
    ['who waits for leave to send', `GET /health/live${HTTP}host: a\r\nexpect: 100-continue\r\n\r\n`],
    ['another protocol', `GET /health/live${HTTP}host: a\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n`],
  ])('is not %s', async (_, sent) => {
    const answer = await sendRaw(app.baseUrl, sent);

    expect(answer.replace('HTTP/1.1 100 Continue\r\n\r\n', '')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is logged once a minute, with how many more there were', async () => {
    const told = (message: string) => lines.filter((line) => line['message'] === message);
    const other = await startTestApp({ log });
    lines.length = 0;
    for (let sent = 0; sent < 4; sent += 1) await sendRaw(other.baseUrl, 'EMMA\r\n\r\n');
    await other[Symbol.asyncDispose]();

    expect(told('what came is no request')).toMatchObject([
      { level: 30, status: 400, fault: expect.stringMatching(/^HPE_/), address: '127.0.0.1' },
    ]);
    expect(told('more came that is no request')).toMatchObject([{ count: 3, address: '127.0.0.1' }]);
  });

  it('is logged as a request where it is one', async () => {
    lines.length = 0;
    await sendRaw(app.baseUrl, `GET /health/live${HTTP}host: a\r\nexpect: miracles\r\n\r\n`);

    await until('it is logged', () => lines.some(({ status }) => status === 417));
  });
});
