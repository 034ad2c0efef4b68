import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { answerPath } from './path-answer.ts';

/**
 * How people lay out and name their audiobooks, a path on each line of layouts.jsonl: each must be read whole, and what
 * is not told must not be claimed. Where a line is silent about the title, only that is left open.
 */
const Layout = z.object({
  path: z.string(),
  files: z.array(z.string()).optional(),
  told: z.record(z.string(), z.unknown()),
});
const LAYOUTS = readFileSync(join(import.meta.dirname, 'layouts.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => Layout.parse(JSON.parse(line)));

it.each(LAYOUTS)('reads $path', ({ path, files, told }) => {
  const answer = Object.entries(answerPath(JSON.stringify({ path, files }))).filter(
    ([field]) => field in told || FIELDS.includes(field),
  );

  expect(Object.fromEntries(answer)).toEqual('title' in told ? told : { title: expect.any(String), ...told });
});

const FIELDS = ['title', 'authors', 'narrators', 'series', 'year', 'asin'];
