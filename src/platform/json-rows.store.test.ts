import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { jsonRows } from './json-rows.ts';

it('keeps every text, but for halves of characters and NUL', async () => {
  await using own = await createTestDatabase();
  const texts = [
    'plain',
    '"quoted\\"',
    'Émile 😀',
    '\\ud83d',
    '\\\\u0000',
    'half \ud83d',
    'half \ude00 and on',
    'a\0b',
  ];
  const { rows } = await sql<{ text: string }>`
    select text from json_to_recordset(${jsonRows(texts.map((text) => ({ text })))}::json) as new (text text)`.execute(
    own.database,
  );
  expect(rows.map(({ text }) => text)).toEqual([
    ...texts.slice(0, 5),
    'half \ufffd',
    'half \ufffd and on',
    'a\ufffdb',
  ]);
});
