import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiReference, withApiReference } from '../../scripts/api-reference.ts';
import { type AnyEndpoint, endpoint } from '../../src/contract/endpoint.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { idParam, isbn, listOf, pageQuery, title } from '../../src/contract/values.ts';

const DOCUMENT = readFileSync(new URL('../../API.md', import.meta.url), 'utf8');

const Thing = z.object({
  id: z.int(),
  name: z.string().nullable().meta({ description: 'As on its box' }),
  tags: z.array(z.enum(['a', 'b'])),
});
const about = { description: 'What it does.', tag: 'Things', needs: 'library.edit' } as const;
const listThings = endpoint({
  ...about,
  name: 'listThings',
  method: 'GET',
  path: '/api/things',
  summary: 'Things',
  query: pageQuery.extend({ search: z.string().optional() }),
  reply: listOf(Thing),
});
const addThing = endpoint({
  ...about,
  name: 'addThing',
  method: 'POST',
  path: '/api/things',
  summary: 'Add a thing',
  errors: ['conflict'],
  body: z.object({ title, isbn: isbn.nullish(), weight: z.number().max(9).default(3) }),
  reply: Thing,
  status: 201,
});
const forgetThing = endpoint({
  ...about,
  name: 'forgetThing',
  method: 'DELETE',
  path: '/api/things/{id}',
  summary: 'Forget a thing',
  params: idParam,
});

function linesAbout(...made: readonly AnyEndpoint[]): readonly string[] {
  return apiReference(made).split('\n');
}

describe('API.md', () => {
  it('is what `npm run generate` makes of the contract', () => {
    expect(withApiReference(DOCUMENT, endpoints)).toBe(DOCUMENT);
  });

  it('has every endpoint once', () => {
    const titles = DOCUMENT.match(/^### `.+`$/gm) ?? [];

    expect(titles.toSorted()).toEqual(
      endpoints.map(({ method, path }) => `### \`${method} ${path}\``).toSorted(),
    );
  });

  it('leads each link to a heading of its own', () => {
    const anchors = [...DOCUMENT.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    const headings = [...DOCUMENT.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 _-]/g, '')
        .replaceAll(' ', '-'),
    );

    expect(anchors.length).toBeGreaterThan(10);
    expect(anchors.filter((anchor) => !headings.includes(anchor ?? ''))).toEqual([]);
  });

  it('is not written without the line that parts what is made from what a person wrote', () => {
    expect(() => withApiReference('# The API\n', endpoints)).toThrow('lacks the line');
  });
});

describe('the reference', () => {
  it('names the fields of a body with their types and rules', () => {
    expect(linesAbout(addThing)).toEqual(
      expect.arrayContaining([
        'Add a thing. Needs `library.edit`.',
        'What it does.',
        expect.stringMatching(
          /^\| `title` \| yes \| `string` \| may have at most 255 characters; .*must not be blank \|$/,
        ),
        '| `isbn` |  | `string \\| null` | must be an ISBN of 10 or 13 digits |',
        '| `weight` |  | `number` | at most 9; default 3 |',
        '  "isbn": "9780141439587",',
        '  name: string | null; // As on its box',
        "  tags: ('a' | 'b')[];",
        'Errors of its own: 409 `conflict`.',
      ]),
    );
  });

  it('tells the errors that follow from an id in the path, and no others that all have', () => {
    expect(linesAbout(forgetThing)).toContain('Errors of its own: 404 `not_found`.');
    expect(linesAbout(listThings).filter((line) => line.startsWith('Errors'))).toEqual([]);
  });

  it('says what each role and each scope of a key may do', () => {
    const row = (permission: string) => linesAbout().find((line) => line.startsWith(`| \`${permission}\``));

    expect(row('library.read')).toBe('| `library.read` | yes | yes | yes | yes | yes | yes |');
    expect(row('users.edit')).toBe('| `users.edit` | yes |  |  |  |  | yes |');
  });

  it('prints a reply once and leads back to it', () => {
    const lines = linesAbout(addThing, listThings, forgetThing);

    expect(lines.filter((line) => line.startsWith('Answers'))).toEqual([
      'Answers 200 with a page of:',
      'Answers 201 with a row of [`GET /api/things`](#get-apithings).',
      'Answers 204.',
    ]);
  });

  it('does not repeat for each list what all of them take', () => {
    expect(
      linesAbout(listThings).filter((line) => line.startsWith('| `') && line.includes('`string`')),
    ).toEqual(['| `search` |  | `string` |  |']);
  });
});
