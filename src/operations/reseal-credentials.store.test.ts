import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { countSealed, resealCredentials } from './reseal-credentials.ts';

const [OLD, NEW, OTHER] = ['old key', 'new key', 'another key'];

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(() => test[Symbol.asyncDispose]());

beforeEach(async () => {
  await sql`truncate indexer, download_client, search cascade`.execute(test.database);
  await sql`truncate release cascade`.execute(test.database);
});

async function fill(): Promise<void> {
  const box = createSecretBox(OLD);
  const db = test.database;
  const url = 'http://nowhere';
  await db
    .insertInto('indexer')
    .values([
      { kind: 'torznab', name: 'Tracker', url, api_key_encrypted: box.seal('key'), enabled: true },
      { kind: 'torznab', name: 'Open', url, api_key_encrypted: null, enabled: true },
      {
        kind: 'torznab',
        name: 'Lost',
        url,
        api_key_encrypted: createSecretBox(OTHER).seal('lost'),
        proxy: 'own',
        proxy_encrypted: box.seal('http://ada:pw@proxy'),
        enabled: true,
      },
    ])
    .execute();
  await db
    .insertInto('download_client')
    .values({
      kind: 'qbittorrent',
      name: 'qBittorrent',
      url,
      username: 'ada',
      password_encrypted: box.seal('password'),
      proxy: 'own',
      proxy_encrypted: box.seal('socks5://proxy'),
      category: 'audiobooks',
      path_mappings: '[]',
      enabled: true,
    })
    .execute();
  const search = await db
    .insertInto('search')
    .values({ sought: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const release = (at: number) => ({
    search_id: search.id,
    indexer_name: 'Tracker',
    title: `Release ${at}`,
    download_url_encrypted: box.seal(`http://tracker/${at}?passkey=secret`),
    categories: [],
    parsed: '{}',
    accepted: true,
    reasons: '[]',
    score: 0,
    score_parts: '[]',
    place: at,
  });
  // More than are read at once.
  await db
    .insertInto('release')
    .values(Array.from({ length: 501 }, (_, at) => release(at)))
    .execute();
}

/** Every sealed value of the database, by the table and column in which it stands. */
async function openAll(key: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const box = createSecretBox(key);
  const { rows: columns } = await sql<{ place: string; table_name: string; column_name: string }>`
    select table_name || '.' || column_name as place, table_name, column_name from information_schema.columns
    where table_schema = 'public' and column_name like '%_encrypted' order by 1`.execute(test.database);
  const opened: Record<string, readonly string[]> = {};
  for (const { place, table_name, column_name } of columns) {
    const column = sql.ref(column_name);
    const { rows } = await sql<{ sealed: Uint8Array }>`
      select ${column} as sealed from ${sql.table(table_name)} where ${column} is not null order by id`.execute(
      test.database,
    );
    opened[place] = rows.flatMap(({ sealed }) => (box.keyOf(sealed) === null ? [] : [box.open(sealed)]));
  }
  return opened;
}

describe('a new secret key', () => {
  it('seals all that is stored anew, in whichever table it stands', async () => {
    await fill();
    const before = await openAll(OLD);
    expect(Object.values(before).every((values) => values.length > 0)).toBe(true);

    const found = await resealCredentials(test.database, createSecretBox(NEW, OLD));

    expect(found).toEqual({ current: 0, previous: 505, unreadable: ['the key of the indexer Lost'] });
    expect(await openAll(NEW)).toEqual(before);
    expect(Object.values(await openAll(OLD)).flat()).toEqual([]);
    expect(await openAll(OTHER)).toMatchObject({ 'indexer.api_key_encrypted': ['lost'] });
  });

  it('finds nothing to do a second time', async () => {
    await fill();
    const box = createSecretBox(NEW, OLD);
    await resealCredentials(test.database, box);

    expect(await resealCredentials(test.database, box)).toMatchObject({ current: 505, previous: 0 });
    expect(await countSealed(test.database, createSecretBox(NEW))).toMatchObject({ current: 505 });
  });

  it('leaves everything as it was where a part of it fails', async () => {
    await fill();
    const before = await openAll(OLD);
    const box = createSecretBox(NEW, OLD);
    const failing = {
      ...box,
      seal(plain: string) {
        if (plain.endsWith('/500?passkey=secret')) throw new Error('full');
        return box.seal(plain);
      },
    };

    await expect(resealCredentials(test.database, failing)).rejects.toThrow('full');

    expect(await openAll(OLD)).toEqual(before);
  });
});

it('tells by which key what is stored is sealed, and changes nothing', async () => {
  await fill();

  const counted = await countSealed(test.database, createSecretBox(NEW, OLD));

  expect(counted).toEqual({ current: 0, previous: 505, unreadable: ['the key of the indexer Lost'] });
  expect((await countSealed(test.database, createSecretBox(NEW))).unreadable).toEqual([
    'the key of the indexer Tracker',
    'the key of the indexer Lost',
    'the proxy of the indexer Lost',
    'the password of the download client qBittorrent',
    'the proxy of the download client qBittorrent',
    'links of releases that Tracker offered',
  ]);
});
