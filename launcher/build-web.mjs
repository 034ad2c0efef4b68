import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { contentHash } from './content-hash.mjs';
import { inRoot, ROOT } from './places.mjs';
import { Refusal } from './refusal.mjs';
import { runChild } from './run-child.mjs';
import { withLock } from './with-lock.mjs';

const DIST = inRoot('web', 'dist');
const BUILDING = inRoot('web', 'dist.building');
const NOTE = '.source-hash';
const SOURCES = ['web', 'src/contract', 'src/base', 'package-lock.json'];

/** Builds the web client when anything that it is made of has changed. */
export async function buildWeb(node) {
  if (!existsSync(inRoot('web', 'index.html')) || isCurrent()) return;
  const onWait = () => console.error('Another start is building the web client; waiting for it …');
  await withLock(inRoot('.launcher-lock'), onWait, async (share) => {
    if (!isCurrent()) await build(node, share);
  });
}

function isCurrent() {
  const note = `${DIST}/${NOTE}`;
  return existsSync(note) && readFileSync(note, 'utf8') === sourceHash();
}

async function build(node, share) {
  console.error('Building the web client …');
  const hash = sourceHash();
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  const args = [
    'build',
    '--config',
    'vite.config.ts',
    '--outDir',
    BUILDING,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  const status = await runChild(node, [vite, ...args], {
    cwd: inRoot('web'),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', process.stderr, process.stderr],
    onStart: share,
  });
  if (status !== 0)
    throw new Refusal(`The web client could not be built: vite ended with status ${status}, see above.`);
  writeFileSync(`${BUILDING}/${NOTE}`, hash);
  // A build that fails leaves the last good one, and nobody is served half of one.
  rmSync(DIST, { recursive: true, force: true });
  renameSync(BUILDING, DIST);
}

function sourceHash() {
  const isPart = (path) => !/^(?:dist.*|node_modules|\..*|.*\.test\.tsx?)$/u.test(basename(path));
  return contentHash(ROOT, SOURCES, isPart);
}
