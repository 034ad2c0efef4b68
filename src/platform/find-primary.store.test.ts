import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import type { DatabaseAddress, DatabaseServer } from './database-address.ts';
import { createPrimaryFinder } from './find-primary.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

/** The one server of the tests, under another name. */
function server(name: string): DatabaseServer {
  const { host, port, user, password = '', database } = test.connection;
  const login = `${user}:${encodeURIComponent(password)}`;
  return { name, url: `postgresql://${login}@/${database}?host=${encodeURIComponent(host)}&port=${port}` };
}

const GONE: DatabaseServer = { name: 'gone', url: 'postgresql://u:p@127.0.0.1:1/books' };

function find(servers: readonly DatabaseServer[], told: string[] = []) {
  const address: DatabaseAddress = { servers, needsPrimary: true };
  return createPrimaryFinder(address, (fault) => told.push(fault)).find();
}

it('finds the one that takes writes beside one that is gone', async () => {
  const told: string[] = [];
  expect(await find([GONE, server('here')], told)).toMatchObject({ host: test.connection.host });
  expect(told).toEqual([]);
});

it('takes one, and says so, where two take writes', async () => {
  const told: string[] = [];
  await find([server('one'), server('two')], told);
  expect(told).toEqual([expect.stringMatching(/^one and two|^two and one/)]);
  expect(told[0]).toContain('only one is used');
});

it('says of each what is wrong, where none takes writes', async () => {
  await expect(find([GONE])).rejects.toThrow(
    /^No server of DATABASE_URL takes writes \(gone: .*ECONNREFUSED/,
  );
});
