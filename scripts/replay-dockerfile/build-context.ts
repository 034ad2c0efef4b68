import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob, normalize, relative } from 'node:path';

interface Rule {
  readonly pattern: string;
  readonly keeps: boolean;
}

/** The files of a folder that `.dockerignore` lets a builder see, as paths relative to it. */
export function buildContext(root: string): readonly string[] {
  const rules = readRules(readFileSync(join(root, '.dockerignore'), 'utf8'));
  return filesBelow(root, root, rules);
}

function readRules(text: string): readonly Rule[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: normalize(line.replace(/^!/u, '')), keeps: line.startsWith('!') }));
}

function filesBelow(root: string, folder: string, rules: readonly Rule[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(folder, entry.name));
    if (entry.isDirectory())
      return mayHold(path, rules) ? filesBelow(root, join(folder, entry.name), rules) : [];
    return isKept(path, rules) ? [path] : [];
  });
}

/** Whether it is worth looking into a folder; a rule that keeps must name its folders without wildcards for it. */
function mayHold(path: string, rules: readonly Rule[]): boolean {
  return isKept(path, rules) || rules.some(({ pattern, keeps }) => keeps && pattern.startsWith(`${path}/`));
}

/** The last rule that fits the file or a folder above it decides. */
function isKept(path: string, rules: readonly Rule[]): boolean {
  const parts = path.split('/');
  const withFolders = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  const last = rules.findLast(({ pattern }) => withFolders.some((each) => fits(each, pattern)));
  return last?.keeps ?? true;
}

/** Docker's `*` takes names that begin with a dot, too; Node's does not. */
function fits(path: string, pattern: string): boolean {
  return matchesGlob(path.replaceAll(/(^|\/)\./gu, '$1·'), pattern.replaceAll(/(^|\/)\./gu, '$1·'));
}
