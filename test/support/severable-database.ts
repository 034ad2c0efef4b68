import { test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { type SeverableConnection, severable } from './severable-connection.ts';

interface Fixtures {
  readonly $file: { readonly database: TestDatabase };
  readonly $test: { readonly way: SeverableConnection };
}

/** A test with the one `database` of its file, and a `way` to it of its own that can be cut. */
export const it = test.extend<Fixtures>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads there that it needs nothing
    async ({}, use) => {
      await using database = await createTestDatabase();
      await use(database);
    },
    { scope: 'file' },
  ],
  async way({ database }, use) {
    await using way = await severable(database.connection);
    await use(way);
  },
});
