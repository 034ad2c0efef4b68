import { describe, expect, it } from 'vitest';
import { parseCount, readRows, remainder } from './read-rows.ts';

/** A list of so many rows, as the server pages it. */
function list(total: number) {
  const asked: number[] = [];
  const readPage = async ({ limit, cursor = '0' }: { limit: number; cursor?: string }) => {
    asked.push(limit);
    const from = Number(cursor);
    const to = Math.min(total, from + limit);
    const items = Array.from({ length: to - from }, (_, at) => from + at);
    return { items, next_cursor: to < total ? String(to) : null, total };
  };
  return { asked, readPage };
}

describe('the rows of a list', () => {
  it('are read in pages until there are as many as were asked for', async () => {
    const { asked, readPage } = list(1000);

    const rows = await readRows({ limit: 450 }, readPage);

    expect(asked).toEqual([200, 200, 50]);
    expect(rows.items).toEqual(Array.from({ length: 450 }, (_, at) => at));
    expect(remainder(rows)).toEqual(['', 'The first 450 of 1,000; --limit or --all shows more.']);
  });

  it('are read to the last one where all are asked for', async () => {
    const { readPage } = list(401);

    const rows = await readRows({ limit: 50, all: true }, readPage);

    expect(rows).toMatchObject({ next_cursor: null, total: 401 });
    expect(rows.items).toHaveLength(401);
    expect(remainder(rows)).toEqual([]);
  });
});

it.each(['0', '-1', '1.5', 'x', '', '9999999999'])('takes %j for no number of a thing', (text) => {
  expect(() => parseCount(text)).toThrow('It must be a whole number above 0.');
});
