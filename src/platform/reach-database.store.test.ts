import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { type SeverableConnection, severable } from '../../test/support/severable-connection.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import { reachDatabase } from './reach-database.ts';

let database: TestDatabase;
let way: SeverableConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  way = await severable(database.connection);
});

afterAll(async () => {
  await way[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

function url(
  changes: { readonly database?: string; readonly user?: string; readonly port?: number } = {},
): string {
  const { user, port, database: name, password } = { ...way.connection, ...changes };
  const credentials = encodeURIComponent(user) + (password ? `:${encodeURIComponent(password)}` : ':s3cret');
  return `postgresql://${credentials}@127.0.0.1:${port}/${name}`;
}

describe('the server of DATABASE_URL', () => {
  it('that lets us in is taken', async () => {
    await expect(reachDatabase(url())).resolves.toBeUndefined();
  });

  it.each<[string, () => string, typeof Refused | typeof Unavailable, string]>([
    [
      'has no such database',
      () => url({ database: 'nothing' }),
      Refused,
      'has no database named nothing. Make it',
    ],
    ['knows no such user', () => url({ user: 'eve' }), Refused, 'does not let eve in'],
    ['is not there', () => url({ port: 1 }), Unavailable, '(127.0.0.1:1) cannot be reached: '],
  ])('that %s is refused in words, without the password', async (_, given, kind, words) => {
    const error = await reachDatabase(given()).catch((thrown) => thrown);

    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('s3cret');
  });

  it('that hangs up is not there', async () => {
    way.cut();

    await expect(reachDatabase(url())).rejects.toThrow(Unavailable);
    way.mend();
  });
});
