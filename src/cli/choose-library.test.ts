import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findLibrary, looksLikePath } from './choose-library.ts';
import type { Library } from './things.ts';

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'mamcrawler-cli-')));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const LIBRARIES = [
  library(1, 'Audiobooks', join(dir, 'books')),
  library(2, '1', '/srv/one'),
  library(3, 'Kids', '/srv/kids'),
];

function library(id: number, name: string, path: string): Library {
  return {
    id,
    name,
    path,
    naming_template: null,
    watch: 'auto' as const,
    watching: null,
    source_order: null,
    item_count: 0,
    fault_count: 0,
    duration_seconds: 0,
    last_scan: null,
    vanished: null,
    created_at: '2026-11-22T09:30:00.000Z',
  };
}

describe('a library is found', () => {
  it.each([
    ['by its number', '3', 3],
    ['by its number before a name of the same text', '1', 1],
    ['by its name in any case', 'kids', 3],
    ['by its folder', '/srv/one/', 2],
  ])('%s', (_, named, id) => {
    expect(findLibrary(LIBRARIES, named)?.id).toBe(id);
  });

  it('by a symbolic link to its folder', () => {
    mkdirSync(join(dir, 'books'));
    symlinkSync(join(dir, 'books'), join(dir, 'link'));
    expect(findLibrary(LIBRARIES, join(dir, 'link'))?.id).toBe(1);
  });

  it('not by a part of its name', () => {
    expect(findLibrary(LIBRARIES, 'Kid')).toBeNull();
  });
});

it.each([
  ['./books', true],
  ['/srv', true],
  ['books', false],
  ['7', false],
])('%j is meant as a folder: %s', (named, isPath) => {
  expect(looksLikePath(named)).toBe(isPath);
});
