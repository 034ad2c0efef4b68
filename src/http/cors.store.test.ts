import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import { signedIn } from '../../test/support/sessions.ts';

const OURS = 'https://books.example.org';

let app: TestApp;
let closed: TestApp;

beforeAll(async () => {
  [app, closed] = await Promise.all([startTestApp({ corsOrigins: [OURS] }), startTestApp()]);
});

afterAll(async () => {
  await Promise.all([app[Symbol.asyncDispose](), closed[Symbol.asyncDispose]()]);
});

function preflight(origin: string, path = '/api/books', at = app): Promise<Response> {
  return at.fetch(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-api-key',
    },
  });
}

function corsHeadersOf({ headers }: Response): readonly string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}

describe('a page of a configured origin', () => {
  it('may call, with credentials, and read the headers that clients need', async () => {
    const cookie = await signedIn(app, 'Ada', 'viewer');
    const response = await app.fetch('/api/books', { headers: { origin: OURS, cookie } });

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': OURS,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
      'cross-origin-resource-policy': 'same-site',
    });
    expect(response.headers.get('access-control-expose-headers')?.split(', ')).toEqual(
      expect.arrayContaining(['X-Request-ID', 'RateLimit-Remaining', 'Retry-After']),
    );
  });

  it('may change things with the session cookie', async () => {
    const cookie = await signedIn(app, 'Grace', 'administrator');
    const response = await app.fetch('/api/authors', {
      method: 'POST',
      headers: { origin: OURS, cookie, 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
      body: '{"name":"Jane Austen"}',
    });

    expect(response.status).toBe(201);
  });

  it('can read why it was refused', async () => {
    const response = await app.fetch('/api/books', { headers: { origin: OURS } });

    expect(response.headers.get('access-control-allow-origin')).toBe(OURS);
    await readRefusal(response, 401, 'unauthorized');
  });

  it.each(['/api/books', '/api/nothing'])('is told so in advance, without credentials: %s', async (path) => {
    const response = await preflight(OURS, path);

    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': OURS,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': expect.stringContaining('X-API-Key'),
      'access-control-max-age': '600',
      'ratelimit-limit': expect.any(String),
    });
  });
});

describe('a page of any other origin', () => {
  it.each(['https://evil.example', 'null', 'http://books.example.org', `${OURS}.evil.example`, ''])(
    'is told nothing: %j',
    async (origin) => {
      const reply = await app.fetch('/api/books', { headers: { origin, 'x-api-key': app.apiKey } });
      const answer = await preflight(origin);

      expect([corsHeadersOf(reply), corsHeadersOf(answer)]).toEqual([[], []]);
      await readRefusal(answer, 405, 'validation_error');
    },
  );
});

describe('without CORS_ORIGINS', () => {
  it('no page of another origin may call', async () => {
    const answer = await preflight(OURS, '/api/books', closed);

    expect(corsHeadersOf(answer)).toEqual([]);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
    await readRefusal(answer, 405, 'validation_error');
    const reply = await closed.fetch('/api/books', { headers: { origin: OURS, 'x-api-key': closed.apiKey } });
    expect(corsHeadersOf(reply)).toEqual([]);
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
