import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBook, listBooks } from './books.ts';
import { ApiError, call, pathOf } from './call.ts';
import { takeRelease } from './downloads.ts';
import { stopWanting } from './wanted.ts';

let server: Server;
let baseUrl: string;
let answer: { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };
let asked: { method: string; url: string; type: string | undefined; key: unknown; body: string };

beforeAll(async () => {
  server = createServer(async (request, reply) => {
    const { method = '', url = '', headers } = request;
    const body = (await Array.fromAsync(request)).join('');
    asked = { method, url, type: headers['content-type'], key: headers['x-api-key'], body };
    reply.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/books`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('pathOf', () => {
  it.each([
    [pathOf(getBook, { params: { id: 7 } }), '/api/books/7'],
    [pathOf(listBooks, {}), '/api/books'],
    [pathOf(listBooks, { query: { search: 'a&b c', limit: 2 } }), '/api/books?search=a%26b+c&limit=2'],
    [pathOf(listBooks, { query: { search: '', owned: undefined } }), '/api/books'],
    [
      pathOf(stopWanting, { params: { id: 1 }, query: { remove_download: 'true' } }),
      '/api/wanted/1?remove_download=true',
    ],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
  });
});

describe('call', () => {
  it('sends what the endpoint takes and answers what it says', async () => {
    answer = { status: 201, body: '{"id":1}' };

    const reply = await call(
      takeRelease,
      { body: { search_id: 1, release_id: 2 } },
      { baseUrl, headers: { 'x-api-key': 'k' } },
    );

    expect(reply).toEqual({ id: 1 });
    expect(asked).toEqual({
      method: 'POST',
      url: '/books/api/downloads',
      type: 'application/json',
      key: 'k',
      body: '{"search_id":1,"release_id":2}',
    });
  });

  it('answers nothing where there is nothing to answer, and sends no body where there is none', async () => {
    answer = { status: 204, body: '' };

    expect(await call(stopWanting, { params: { id: 3 } }, { baseUrl })).toBeUndefined();
    expect(asked).toMatchObject({ method: 'DELETE', url: '/books/api/wanted/3', type: undefined, body: '' });
  });

  it('throws what the server says where it refuses', async () => {
    const reply = {
      code: 'not_found',
      message: 'There is no book 7.',
      status_code: 404,
      context: null,
      timestamp: '2026-11-22T10:00:00.000Z',
      request_id: 'abc',
    };
    answer = { status: 404, body: JSON.stringify(reply) };

    const error = await call(getBook, { params: { id: 7 } }, { baseUrl }).catch((thrown) => thrown);

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ message: 'There is no book 7.', reply });
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'service_unavailable'],
    [404, 'Not found', 'internal_error'],
    [400, '{"error":"x"}', 'internal_error'],
  ])('makes the best of a %d that is not ours', async (status, body, code) => {
    answer = { status, body, headers: { 'x-request-id': 'from-a-proxy' } };

    const error = await call(getBook, { params: { id: 7 } }, { baseUrl }).catch((thrown) => thrown);

    expect(error.reply).toMatchObject({ code, status_code: status, request_id: 'from-a-proxy' });
    expect(error.message).toBe(
      `The server answered ${status} without saying why. Is this address MAMcrawler's?`,
    );
  });

  it('can be given up, and says so where nothing answers', async () => {
    const aborted = call(getBook, { params: { id: 7 } }, { baseUrl, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    const nobody = call(getBook, { params: { id: 7 } }, { baseUrl: 'http://127.0.0.1:1' });
    await expect(nobody).rejects.toBeInstanceOf(TypeError);
  });
});

describe('a server that is none of ours', () => {
  it('is not followed to another one, which would get the key', async () => {
    answer = { status: 307, body: '', headers: { location: `${baseUrl}/elsewhere` } };
    await expect(call(listBooks, {}, { baseUrl, headers: { 'x-api-key': 'secret' } })).rejects.toThrow(
      TypeError,
    );
    expect(asked.url).toBe('/books/api/books');
  });

  it('is not heard for ever', async () => {
    answer = { status: 200, body: `"${'a'.repeat(17 * 1024 * 1024)}"` };
    await expect(call(listBooks, {}, { baseUrl })).rejects.toThrow('longer than any');
  });
});
