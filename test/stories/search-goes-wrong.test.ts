import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  changeDownloadClient,
  listDownloadClients,
  testUnsavedDownloadClient,
} from '../../src/contract/download-clients.ts';
import {
  addIndexer,
  listIndexers,
  removeIndexer,
  testIndexer,
  testUnsavedIndexer,
} from '../../src/contract/indexers.ts';
import { wantBook } from '../../src/contract/wanted.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { forgeTorrent } from '../support/torrent.ts';
import { until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterEach(() => {
  world.indexer.fault = null;
  world.indexer.ignoresLimit = false;
  world.indexer.ignoresOffset = false;
});

afterAll(async () => world[Symbol.asyncDispose]());

it('says why nothing is acceptable, and searches again later', async () => {
  world.indexer.releases = [
    { title: 'Emma by Jane Austen [ENG / EPUB]', torrent: forgeTorrent(), categories: [7020], seeders: 3 },
    { title: 'Emma by Jane Austen [GER / M4B]', torrent: forgeTorrent(), categories: [3030], seeders: 3 },
  ];

  const { id } = await world.app.call(wantBook, {
    body: { title: 'Emma', authors: ['Jane Austen'], language: 'en' },
  });
  const wanted = await world.untilSearched(id);

  expect(wanted.state).toBe('wanted');
  expect(wanted.reason).toMatch(/^None of 2 releases fits: .+\.$/);
  expect(Date.parse(wanted.next_search_at ?? '') - Date.parse(wanted.searched_at ?? '')).toBe(3_600_000);
});

it.each([
  ['web_page', /web page/i],
  ['empty', /empty|nothing/i],
  ['server_error', /500/],
  ['error_document', /.+/],
] as const)('tells in words of an indexer that answers with a fault: %s', async (fault, words) => {
  world.indexer.fault = fault;

  const { id } = await world.want(`Persuasion ${fault}`, ['Jane Austen']);
  const { reason, state } = await world.untilSearched(id);

  expect(state).toBe('wanted');
  expect(reason).toMatch(/^No indexer answered\. Tracker: /);
  expect(reason).toMatch(words);
  const { items } = await world.app.call(listIndexers, {});
  const tested = await world.app.call(testIndexer, { params: { id: items[0]?.id ?? 0 } });
  expect(tested.ok).toBe(false);
  expect(tested.detail).toMatch(words);
  const search = await world.searchOf(id);
  expect(search.indexers).toMatchObject([{ name: 'Tracker', found: 0 }]);
  expect(JSON.stringify(search)).not.toContain(world.indexer.apiKey);
});

it('tests an indexer and a client before they are saved', async () => {
  const { app, indexer, users } = world;
  const url = `${indexer.url}/api`;

  const right = await app.call(testUnsavedIndexer, {
    body: { kind: 'torznab', name: 'x', url, api_key: indexer.apiKey },
  });
  const wrong = await app.call(testUnsavedIndexer, {
    body: { kind: 'torznab', name: 'x', url, api_key: 'nonsense' },
  });
  const nobody = await app.call(testUnsavedIndexer, {
    body: { kind: 'torznab', name: 'x', url: 'http://127.0.0.1:9' },
  });
  const client = { kind: 'qbittorrent', name: 'x', url: users.url, username: users.username } as const;
  const rightClient = await app.call(testUnsavedDownloadClient, {
    body: { ...client, password: users.password },
  });
  const wrongClient = await app.call(testUnsavedDownloadClient, { body: { ...client, password: 'wrong' } });

  expect([right.ok, wrong.ok, nobody.ok, rightClient.ok, wrongClient.ok]).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
  expect(wrong.detail).toMatch(/key/i);
  expect(nobody.detail).toMatch(/refuses the connection/);
  expect(rightClient.detail).toMatch(/4\.5\.2/);
  expect(wrongClient.detail).toMatch(/password/i);
});

it('judges a list of 5,000 releases and keeps every verdict', async () => {
  const torrent = forgeTorrent();
  world.indexer.releases = Array.from({ length: 5000 }, (_, at) => ({
    title: `Dracula by Bram Stoker volume ${at} of many [ENG / EPUB]`,
    torrent,
    categories: [7020],
    seeders: 1,
  }));
  world.indexer.ignoresLimit = true;
  world.indexer.ignoresOffset = true;

  const { id } = await world.want('Dracula', ['Bram Stoker']);
  await world.untilSearched(id);

  const search = await world.searchOf(id);
  expect(search).toMatchObject({ release_count: 5000, accepted_count: 0 });
  expect(search.releases).toHaveLength(200);
  expect(search.next_cursor).not.toBeNull();
});

it('wants a book only once, however many ask at once', async () => {
  const body = { title: 'Nostromo', authors: ['Joseph Conrad'] };

  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => world.app.call(wantBook, { body })),
  );

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusal = await refusalOf(world.app.call(wantBook, { body }));
  expect(refusal).toMatchObject({
    status_code: 409,
    code: 'conflict',
    message: 'This book is wanted already.',
  });
  expect(refusal.context?.['wanted_id']).toEqual(expect.any(Number));
});

it('makes one attempt with a wrong password, says so, and goes on when it is mended', async () => {
  const { app, users } = world;
  const clients = await app.call(listDownloadClients, {});
  const clientId = clients.items[0]?.id ?? 0;
  await app.call(changeDownloadClient, { params: { id: clientId }, body: { password: 'wrong' } });
  world.indexer.releases = [];
  await world.offer({
    title: 'Kim by Rudyard Kipling [ENG / MP3]',
    folder: 'Kim',
    files: { 'Kim.mp3': { format: 'mp3', seconds: 2, tags: { album: 'Kim', artist: 'Rudyard Kipling' } } },
  });

  const { id } = await world.want('Kim', ['Rudyard Kipling']);
  await until('the want says so', async () => /password/i.test((await world.untilSearched(id)).reason ?? ''));
  await until('the client says so', async () => {
    const { items } = await app.call(listDownloadClients, {});
    return /password/i.test(items[0]?.last_error ?? '');
  });

  await app.call(changeDownloadClient, { params: { id: clientId }, body: { password: users.password } });
  await world.untilWanted(id, 'owned');
});

it('searches at once what waits when an indexer is added', async () => {
  const { app, indexer } = world;
  const { items } = await app.call(listIndexers, {});
  await app.call(removeIndexer, { params: { id: items[0]?.id ?? 0 } });
  const { id } = await world.want('Ivanhoe', ['Walter Scott']);
  expect((await world.untilSearched(id)).reason).toBe('No indexer is set up.');
  world.indexer.releases = [];
  await world.offer({
    title: 'Ivanhoe by Walter Scott [ENG / MP3]',
    folder: 'Ivanhoe',
    files: {
      'Ivanhoe.mp3': { format: 'mp3', seconds: 2, tags: { album: 'Ivanhoe', artist: 'Walter Scott' } },
    },
  });

  await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Tracker', url: indexer.url, api_key: indexer.apiKey },
  });

  await world.untilWanted(id, 'owned');
});
