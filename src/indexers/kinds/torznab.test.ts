import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startTorznabServer,
  type TorznabFault,
  type TorznabServer,
} from '../../../test/support/torznab-server.ts';
import type { ServedRelease } from '../../../test/support/torznab-server-documents.ts';
import { Refused, Unavailable } from '../../base/errors.ts';
import { createOutbound, type Outbound } from '../../platform/outbound.ts';
import { connectTorznab, type TorznabParts } from './torznab.ts';

const CAROL = { title: 'A Christmas Carol', authors: ['Charles Dickens'] };
const RELEASE: ServedRelease = {
  title: 'A Christmas Carol by Charles Dickens [ENG / M4B]',
  author: 'Charles Dickens',
  bookTitle: 'A Christmas Carol',
  torrent: { magnet: 'magnet:?xt=urn:btih:fd98f3f22d2f1189eba6ac757820536597ae4562' },
};

let server: TorznabServer;
let outbound: Outbound;

beforeEach(async () => {
  server = await startTorznabServer({ releases: [RELEASE] });
  outbound = createOutbound({ userAgent: 'test' });
});

afterEach(async () => {
  await outbound[Symbol.asyncDispose]();
  await server.stop();
});

function connect(settings: { url?: string; apiKey?: string } = {}, parts: Partial<TorznabParts> = {}) {
  return connectTorznab(
    { url: server.url, apiKey: server.apiKey, ...settings },
    { outbound, gapMs: 0, ...parts },
  );
}

function asked(): readonly string[] {
  return server.requests.map(({ params }) => params['t'] ?? '');
}

function manyReleases(count: number): readonly ServedRelease[] {
  return Array.from({ length: count }, (_, index) => ({
    ...RELEASE,
    guid: `https://tracker.example/t/${index}`,
  }));
}

async function failureOf(search: Promise<unknown>): Promise<Refused | Unavailable> {
  const failure = await search.then(
    () => null,
    (error: unknown) => error,
  );
  if (failure instanceof Refused || failure instanceof Unavailable) return failure;
  throw new Error('The search was expected to fail in words', { cause: failure });
}

describe('a search', () => {
  it('asks by author and title in the audiobook categories', async () => {
    const releases = await connect().search(CAROL);

    expect(releases).toMatchObject([
      { title: RELEASE.title, author: 'Charles Dickens', seeders: 5, leechers: 1 },
    ]);
    expect(server.requests.at(-1)?.params).toEqual({
      t: 'book',
      author: 'Charles Dickens',
      title: 'A Christmas Carol',
      cat: '3030,100013',
      extended: '1',
      limit: '100',
      offset: '0',
      apikey: server.apiKey,
    });
  });

  it('asks by words where there is no book search', async () => {
    server.bookSearch = false;

    const releases = await connect().search(CAROL);

    expect(releases).toHaveLength(1);
    expect(server.requests.at(-1)?.params).toMatchObject({
      t: 'search',
      q: 'Charles Dickens A Christmas Carol',
    });
  });

  it('asks by title alone where author and title find nothing', async () => {
    const releases = await connect().search({ ...CAROL, authors: ['Boz'] });

    expect(releases).toHaveLength(1);
    expect(asked()).toEqual(['caps', 'book', 'search']);
  });

  it('finds nothing where there is nothing', async () => {
    server.releases = [];

    await expect(connect().search(CAROL)).resolves.toEqual([]);
  });

  it('keeps the capabilities for the next search', async () => {
    const indexer = connect();

    await indexer.search(CAROL);
    await indexer.search(CAROL);

    expect(asked()).toEqual(['caps', 'book', 'book']);
  });

  it('asks for the capabilities again after half a day', async () => {
    let now = new Date('2026-11-22T08:00:00Z');
    const indexer = connect({}, { clock: { now: () => now } });

    await indexer.search(CAROL);
    now = new Date('2026-11-22T21:00:00Z');
    await indexer.search(CAROL);

    expect(asked()).toEqual(['caps', 'book', 'caps', 'book']);
  });

  it('reads page after page until one is not full', async () => {
    server.releases = manyReleases(250);

    const releases = await connect().search(CAROL);

    expect(releases).toHaveLength(250);
    expect(server.requests.slice(1).map(({ params }) => params['offset'])).toEqual(['0', '100', '200']);
  });

  it('stops after ten pages', async () => {
    server.releases = manyReleases(1_500);

    const releases = await connect().search(CAROL);

    expect(releases).toHaveLength(1_000);
    expect(asked()).toHaveLength(11);
  });

  it('stops where the server gives the same page again', async () => {
    server.releases = manyReleases(250);
    server.ignoresOffset = true;

    const releases = await connect().search(CAROL);

    expect(releases).toHaveLength(100);
    expect(asked()).toHaveLength(3);
  });

  it('takes 5,000 entries at once from a server that ignores the limit', async () => {
    server.releases = manyReleases(5_001);
    server.ignoresLimit = true;

    const releases = await connect().search(CAROL);

    expect(releases).toHaveLength(5_000);
    expect(asked()).toEqual(['caps', 'book']);
  });

  it('keeps the first page where a later one fails', async () => {
    server.releases = manyReleases(250);
    const failing: Outbound = {
      request: (call) => {
        if (new URL(call.url).searchParams.get('offset') === '100') server.fault = 'server_error';
        return outbound.request(call);
      },
      [Symbol.asyncDispose]: async () => {},
    };

    await expect(connect({}, { outbound: failing }).search(CAROL)).resolves.toHaveLength(100);
  });

  it('leaves a gap between two requests, also of two searches at once', async () => {
    const indexer = connect({}, { gapMs: 60 });

    await Promise.all([indexer.search(CAROL), indexer.search(CAROL)]);

    const starts = server.requests.map(({ atMs }) => atMs);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(50);
  });

  it('reads an answer with a byte order mark, undefined entities and bare enclosures', async () => {
    server.fault = 'bom_and_entities';

    const [release] = await connect().search(CAROL);

    expect(release?.title).toBe(`${RELEASE.title} édition`);
    expect(release?.sizeBytes).toBeNull();
    expect(release?.downloadUrl).toMatch(new RegExp(`^${server.url}/download\\?`));
  });
});

describe('a search that fails', () => {
  it.each<[TorznabFault, typeof Refused | typeof Unavailable, RegExp]>([
    ['wrong_key', Refused, /refuses: Incorrect user credentials: … \(error 100\)\. Check the API key\./],
    ['unauthorized', Refused, /refuses the API key \(HTTP 401\)/],
    [
      'web_page',
      Unavailable,
      /answered a web page instead of Torznab XML: check the URL; it usually ends in \/api/,
    ],
    ['json', Unavailable, /answered JSON .*the number of the indexer before \/api/],
    ['empty', Unavailable, /answered nothing at all/],
    ['server_error', Unavailable, /failed with HTTP 500/],
    ['too_many_requests', Unavailable, /wants fewer requests: .*It may be asked again in 120 s/],
    [
      'error_document',
      Unavailable,
      /answered with an error: The tracker is down for maintenance \(error 900\)/,
    ],
    ['redirect', Unavailable, /redirects to 127\.0\.0\.1:\d+\/login \(HTTP 302\): check the URL/],
    ['hang', Unavailable, /did not answer within 0.2 s/],
  ])('by %s says so', async (fault, kind, sentence) => {
    server.fault = fault;

    const failure = await failureOf(connect({}, { timeoutMs: 200 }).search(CAROL));

    expect(failure).toBeInstanceOf(kind);
    expect(failure.message).toMatch(sentence);
    expect(`${failure.message}${JSON.stringify(failure.context)}`).not.toContain(server.apiKey);
  });

  it('by too many requests says when to come back', async () => {
    server.fault = 'too_many_requests';

    const failure = await failureOf(connect().search(CAROL));

    expect(failure.context).toMatchObject({ retryAfterSeconds: 120 });
  });

  it('by a wrong key is refused', async () => {
    const failure = await failureOf(connect({ apiKey: 'wrong' }).search(CAROL));

    expect(failure).toBeInstanceOf(Refused);
  });

  it('is asked again by the next one', async () => {
    const indexer = connect();
    server.fault = 'server_error';
    await failureOf(indexer.search(CAROL));

    server.fault = null;

    await expect(indexer.search(CAROL)).resolves.toHaveLength(1);
  });
});

describe('a test', () => {
  it('says what the indexer can do', async () => {
    await expect(connect({ url: `${server.url}/api/` }).test()).resolves.toEqual({
      ok: true,
      detail: 'Test indexer answers. It searches by author and title, in categories 3030, 100013.',
    });
  });

  it('finds a wrong key although the capabilities are open', async () => {
    const { ok, detail } = await connect({ apiKey: 'wrong' }).test();

    expect(ok).toBe(false);
    expect(detail).toMatch(/refuses: Incorrect user credentials/);
    expect(detail).not.toContain('wrong');
  });

  it('finds out that the search alone fails', async () => {
    server.fault = 'web_page';
    server.faultOnly = ['search'];

    await expect(connect().test()).resolves.toEqual({
      ok: false,
      detail: expect.stringMatching(/answered a web page instead of Torznab XML/),
    });
  });

  it('says that it found nothing', async () => {
    server.releases = [];

    const { ok, detail } = await connect().test();

    expect(ok).toBe(true);
    expect(detail).toMatch(/The test search found nothing\.$/);
  });

  it('takes "missing parameter" for a right key', async () => {
    const picky = createServer((request, response) => {
      const isCaps = request.url?.includes('t=caps');
      response.end(
        isCaps
          ? '<caps><server title="Picky"/></caps>'
          : '<error code="200" description="Missing parameter"/>',
      );
    });
    await new Promise<void>((listening) => picky.listen(0, '127.0.0.1', listening));
    const { port } = picky.address() as AddressInfo;

    await expect(connect({ url: `http://127.0.0.1:${port}` }).test()).resolves.toEqual({
      ok: true,
      detail: 'Picky answers. It searches by words; it names no category for audiobooks.',
    });
    picky.closeAllConnections();
    picky.close();
  });

  it('says that nothing listens there', async () => {
    const { ok, detail } = await connect({ url: 'http://127.0.0.1:9' }).test();

    expect(ok).toBe(false);
    expect(detail).toMatch(/127\.0\.0\.1:9 refuses the connection/);
  });

  it.each<TorznabFault>(['web_page', 'empty', 'server_error', 'error_document', 'unauthorized'])(
    'answers in words when the server answers with %s',
    async (fault) => {
      server.fault = fault;

      const { ok, detail } = await connect().test();

      expect(ok).toBe(false);
      expect(detail).toMatch(/^127\.0\.0\.1:\d+ .+\.$/);
    },
  );
});
