import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** A folder of `src/` imports itself and lower floors only, never a neighbour. The files of `src/` itself are on top. */
const FLOORS: readonly (readonly string[])[] = [
  ['base'],
  ['platform'],
  ['settings', 'access', 'activity'],
  ['catalog', 'indexers', 'downloads', 'notifications'],
  ['library', 'releases'],
  ['wanted'],
  ['imports', 'editing'],
  ['contract', 'operations'],
  ['http', 'cli'],
];

/** Folders that see less than what lies below them: what is said at the doors knows nothing of what lies behind. */
const SEES_ONLY: Readonly<Record<string, readonly string[]>> = {
  contract: ['base'],
  cli: ['contract', 'base'],
  web: ['contract', 'base'],
};

/** What only these may use, so that there is one place that obeys its rules. */
const KEPT_FOR: Readonly<Record<string, RegExp>> = {
  // The adapters of download clients make forms of it, which outbound sends.
  undici: /^src\/(?:platform\/outbound(?:\.ts|\/)|downloads\/clients\/)/,
  'pg-boss': /^src\/platform\/(?:jobs|job-schema)\.ts$/,
  fastify: /^src\/(?:http\/|app\.ts)/,
  'taglib-wasm': /^src\/library\//,
  'node:child_process':
    /^src\/(?:platform\/embedded-postgres\/|library\/(?:audio-reader|integrity\/decode-audio)\.ts$)/,
  'node:http': /^$/,
  'node:https': /^$/,
};

const MAX_LINES = 400;

const sources = files('src/**/*.ts').filter((file) => !file.endsWith('.d.ts'));
const webSources = files('web/src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.d.ts'));

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: ROOT }).toSorted();
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function importsOf(file: string): readonly string[] {
  const found = read(file).matchAll(/(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*'([^']+)'/g);
  return [...found].flatMap(([, name]) => name ?? []);
}

/** The files of this repository that a file imports. */
function ownImportsOf(file: string): readonly string[] {
  return importsOf(file)
    .filter((name) => /^\..*\.(?:tsx?|mjs)$/.test(name))
    .map((name) => normalize(join(dirname(file), name)));
}

/** `src/library/naming.ts` → library; `src/app.ts` → null; `web/src/main.tsx` → web. */
function folderOf(file: string): string | null {
  const [top, folder, ...rest] = file.split('/');
  if (top !== 'src') return top ?? null;
  return rest.length === 0 ? null : (folder ?? null);
}

function floorOf(file: string): number {
  const folder = folderOf(file);
  return folder === null ? FLOORS.length : FLOORS.findIndex((floor) => floor.includes(folder));
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** Why one file may not import the other; null where it may. */
function faultOf(file: string, imported: string): string | null {
  const [from, to] = [folderOf(file), folderOf(imported)];
  if (from === to) return null;
  const said = `${file} imports ${imported}`;
  if (to === 'test') return isTest(file) ? null : `${said}: only tests use what is made for tests`;
  const seen = from === null ? undefined : SEES_ONLY[from];
  if (seen !== undefined)
    return to !== null && seen.includes(to) ? null : `${said}: it sees only ${seen.join(', ')}`;
  if (!imported.startsWith('src/')) return `${said}: it is not in src`;
  return floorOf(imported) < floorOf(file) ? null : `${said}: it is not on a lower floor`;
}

describe('the floors', () => {
  it('are known for each folder of src', () => {
    const folders = new Set(sources.map(folderOf).filter((folder) => folder !== null));

    expect([...folders].filter((folder) => !FLOORS.flat().includes(folder))).toEqual([]);
  });

  it('are kept by every import', () => {
    const faults = [...sources, ...webSources].flatMap((file) =>
      ownImportsOf(file).flatMap((imported) => faultOf(file, imported) ?? []),
    );

    expect(faults).toEqual([]);
    expect(sources.flatMap(ownImportsOf).length).toBeGreaterThan(500);
  });

  it.each([
    ['src/base/text.ts', 'src/platform/log.ts', false],
    ['src/indexers/a.ts', 'src/downloads/b.ts', false],
    ['src/catalog/a.ts', 'src/platform/b.ts', true],
    ['src/http/routes/a.ts', 'src/http/b.ts', true],
    ['src/http/a.ts', 'src/cli/b.ts', false],
    ['src/library/a.ts', 'src/app.ts', false],
    ['src/app.ts', 'src/http/a.ts', true],
    ['src/contract/a.ts', 'src/library/b.ts', false],
    ['src/contract/a.ts', 'src/base/b.ts', true],
    ['src/cli/a.ts', 'src/platform/b.ts', false],
    ['src/cli/a.ts', 'src/contract/b.ts', true],
    ['web/src/a.tsx', 'src/contract/b.ts', true],
    ['web/src/a.tsx', 'src/http/b.ts', false],
    ['web/src/a.tsx', 'web/src/ui/b.tsx', true],
    ['src/library/a.ts', 'test/support/until.ts', false],
    ['src/library/a.store.test.ts', 'test/support/until.ts', true],
    ['src/library/a.ts', 'scripts/generate.ts', false],
  ])('%s may import %s: %s', (file, imported, isAllowed) => {
    expect(faultOf(file, imported) === null).toBe(isAllowed);
  });
});

describe('the edges', () => {
  it.each(Object.entries(KEPT_FOR))('%s is used in its own place only', (name, place) => {
    const users = sources.filter((file) => !isTest(file) && importsOf(file).includes(name));

    expect(users.filter((file) => !place.test(file))).toEqual([]);
  });

  it('no program is run by a shell', () => {
    expect(sources.filter((file) => /\bshell: true|\bexec(?:Sync)?\(\s*[`'"]/.test(read(file)))).toEqual([]);
  });

  it('the network is asked by outbound and by the client of the contract alone', () => {
    const callers = sources.filter((file) => !isTest(file) && /(?<![.\w])fetch\(/.test(read(file)));

    expect(callers).toEqual(['src/contract/call.ts']);
  });
});

describe('the tables', () => {
  const [, database = ''] = read('src/platform/tables.ts').split('export interface DB {');
  const tables = [...database.matchAll(/^ {2}(\w+):/gm)].flatMap(([, table]) => table ?? []);

  function writesOf(file: string): readonly string[] {
    const text = read(file);
    const built = text.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)'/g);
    const written = text.matchAll(/\b(?:insert into|update|delete from)\s+"?(\w+)"?\s/gi);
    return [...built, ...written].flatMap(([, table]) => (table && tables.includes(table) ? table : []));
  }

  const writers = new Map<string, Set<string>>();
  for (const file of sources.filter((each) => !isTest(each))) {
    for (const table of writesOf(file)) writers.set(table, (writers.get(table) ?? new Set()).add(file));
  }

  it('are all written by somebody', () => {
    expect(tables.length).toBeGreaterThan(20);
    expect([...writers.keys()].toSorted()).toEqual(tables.toSorted());
  });

  it.each(tables)('%s is written by one store', (table) => {
    const files = [...(writers.get(table) ?? [])];

    expect(files).toEqual([expect.stringMatching(/^src\/(?:\w+\/)+[\w-]+-store\.ts$/)]);
  });
});

describe('files', () => {
  it(`have at most ${MAX_LINES} lines`, () => {
    const all = [
      ...sources.filter((file) => file !== 'src/platform/tables.ts'),
      ...webSources,
      ...files('{test,bench,scripts,launcher}/**/*.{ts,mjs}').filter(
        (file) => !file.includes('node_modules'),
      ),
    ];

    const long = all.filter((file) => read(file).split('\n').length > MAX_LINES + 1);

    expect(long).toEqual([]);
  });
});
