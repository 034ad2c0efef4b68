import { connect } from 'node:net';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { openStream } from '../../test/support/live-stream.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import { signedIn } from '../../test/support/sessions.ts';
import { until } from '../../test/support/until.ts';
import { type LiveEvent, type LiveEvents, tellChanges } from '../activity/live-events.ts';
import { addAuthor } from '../contract/authors.ts';
import { addBook } from '../contract/books.ts';
import { guard } from './guard.ts';
import { liveRoute } from './live.ts';
import { serve } from './route.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

afterEach(() => {
  vi.useRealTimers();
});

async function addEmma(): Promise<number> {
  const author = await app.call(addAuthor, { body: { name: `Author ${performance.now()}` } });
  const book = await app.call(addBook, { body: { title: 'Emma', author_id: author.id } });
  return book.id;
}

/** The text of a stream up to its first event. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

describe('/api/events', () => {
  it('needs credentials', async () => {
    await readRefusal(await app.fetch('/api/events'), 401, 'unauthorized');
  });

  it('is a stream that no proxy keeps back, and that begins with how soon to come again', async () => {
    const response = await app.fetch('/api/events', { headers: { 'x-api-key': app.apiKey } });

    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
    });
    expect(await beginning(response)).toBe('retry: 2000\n\n');
  });

  it('says to HEAD what it is, and keeps no connection for it', async () => {
    const response = await app.fetch('/api/events', {
      method: 'HEAD',
      headers: { 'x-api-key': app.apiKey },
    });

    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('ratelimit-limit')).toBe('1000000');
  });

  it('tells what changed as it changes', async () => {
    await using stream = await openStream(app);

    const id = await addEmma();

    expect(await stream.next('book')).toEqual({
      id: expect.stringMatching(/^\d+$/),
      kind: 'book',
      ids: [id],
    });
  });

  it('goes on after the last event that was heard', async () => {
    await using first = await openStream(app);
    await addEmma();
    const heard = await first.next('book');
    await first[Symbol.asyncDispose]();
    const missed = [await addEmma(), await addEmma()];

    await using second = await openStream(app, { 'last-event-id': heard.id });

    expect([(await second.next('book')).ids, (await second.next('book')).ids]).toEqual(
      missed.map((id) => [id]),
    );
    const later = await addEmma();
    expect((await second.next('book')).ids).toEqual([later]);
  });

  it.each(['0', '99999999', 'abc', ''])(
    'says to ask for everything again where the event %j is not remembered',
    async (id) => {
      await using stream = await openStream(app, { 'last-event-id': id });

      expect(await stream.next('reset')).toEqual({ id: '', kind: 'reset', ids: [] });
    },
  );

  it('names no ids where there are too many for one event', async () => {
    await using stream = await openStream(app);
    await tellChanges(app.db, [{ kind: 'import', ids: Array.from({ length: 61 }, (_, at) => at + 1) }]);

    expect((await stream.next('import')).ids).toEqual([]);
  });

  it('does not tell what was taken back', async () => {
    await using stream = await openStream(app);

    const taken = app.db.transaction().execute(async (tx) => {
      await tellChanges(tx, [{ kind: 'library', ids: [1] }]);
      throw new Error('taken back');
    });

    await expect(taken).rejects.toThrow('taken back');
    await tellChanges(app.db, [{ kind: 'indexer', ids: [1] }]);
    await stream.next('indexer');
    expect(stream.events.map(({ kind }) => kind)).toEqual(['indexer']);
  });

  it('ends when the program ends, which does not wait for it', async () => {
    const other = await startTestApp();
    const stream = await openStream(other);

    const begun = performance.now();
    await other[Symbol.asyncDispose]();
    await stream.ended;

    expect(performance.now() - begun).toBeLessThan(2_500);
  });

  it('ends at once with the session that opened it, and with no other', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const cookie = await signedIn(app, 'Eve', 'viewer');
    const other = await signedIn(app, 'Bob', 'viewer');
    await using stream = await openStream(app, { cookie });
    await using lasting = await openStream(app, { cookie: other });

    await app.fetch('/api/session', { method: 'DELETE', headers: { cookie } });
    await stream.ended;

    await tellChanges(app.db, [{ kind: 'task', ids: [3] }]);
    expect(await lasting.next('task')).toMatchObject({ ids: [3] });
  });

  it('ends at the next heartbeat where nobody told that its session is gone', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const cookie = await signedIn(app, 'Ada', 'viewer');
    await using stream = await openStream(app, { cookie });
    await using lasting = await openStream(app);

    vi.advanceTimersByTime(15_000);
    await tellChanges(app.db, [{ kind: 'task', ids: [1] }]);
    await stream.next('task');
    await app.db.deleteFrom('session').execute();
    app.needs.knownCallers.forget(null);
    vi.advanceTimersByTime(15_000);
    await stream.ended;

    await tellChanges(app.db, [{ kind: 'task', ids: [2] }]);
    await lasting.next('task');
    expect(await lasting.next('task')).toMatchObject({ ids: [2] });
  });

  it('ends the oldest of one caller who opens many, and those of nobody else', async () => {
    const cookie = await signedIn(app, 'Grace', 'viewer');
    await using other = await openStream(app);
    const streams = [];
    for (let opened = 0; opened < 21; opened += 1) streams.push(await openStream(app, { cookie }));

    await streams[0]?.ended;
    await tellChanges(app.db, [{ kind: 'task', ids: [1] }]);
    expect(await other.next('task')).toMatchObject({ ids: [1] });
    for (const stream of streams.slice(1)) {
      expect(await stream.next('task')).toMatchObject({ ids: [1] });
      await stream[Symbol.asyncDispose]();
    }
  });

  it('lets a reader go that reads nothing', async () => {
    const listeners = new Set<(event: LiveEvent) => void>();
    const live: LiveEvents = {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      since: () => null,
    };
    const authenticate = async () =>
      ({
        kind: 'api_key',
        keyId: 1,
        name: 'Mine',
        userId: null,
        role: 'viewer',
        scope: 'read',
        expiresAt: null,
      }) as const;
    await using server = Fastify();
    guard(server, { ...app.needs, authenticate, bringsUnknownKey: () => false, isPage: () => false });
    const audit = async () => {};
    serve(server, liveRoute(server, { live, authenticate, knownCallers: app.needs.knownCallers }), {
      audit,
      checkReplies: true,
    });
    const { port, hostname } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
    const reader = connect(Number(port), hostname).on('error', () => {});
    reader.write('GET /api/events HTTP/1.1\r\nhost: a\r\n\r\n');
    await until('the stream is open', () => listeners.size === 1);
    reader.pause();

    const event: LiveEvent = { id: 1, kind: 'book', ids: Array.from({ length: 60 }, (_, at) => at) };
    await until('the reader was let go', () => {
      for (let told = 0; told < 2000; told += 1) for (const tell of listeners) tell(event);
      return listeners.size === 0;
    });

    reader.destroy();
  });
});
