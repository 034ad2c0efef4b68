import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/support/postgres.ts';
import { listAuditEntries } from './access/audit-store.ts';
import { noteSigningKey } from './note-signing-key.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(() => test[Symbol.asyncDispose]());

it('another key for sessions is noted at the start, once, and without the key', async () => {
  const keys = ['a'.repeat(32), 'a'.repeat(32), 'b'.repeat(32), 'b'.repeat(32), 'a'.repeat(32)];

  for (const signingKey of keys) await noteSigningKey({ db: test.database, signingKey });

  const { items } = await listAuditEntries(test.database, { limit: 10 });
  const noted = { action: 'takeUpSigningKey', actor_kind: 'program', outcome: 'done' };
  expect(items).toMatchObject([noted, noted, noted]);
  expect(items.map(({ detail }) => detail['fingerprint'])).toEqual([
    expect.stringMatching(/^[0-9a-f]{6}$/),
    expect.stringMatching(/^[0-9a-f]{6}$/),
    items[0]?.detail['fingerprint'],
  ]);
  expect(JSON.stringify(items)).not.toMatch(/a{32}|b{32}/);
});
