import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { inRoot, ROOT } from './places.mjs';
import { tool } from './tools.mjs';

/** Runs everything that `npm run check` promises, at once, and tells the result of each; returns the exit status. */
export async function check(node) {
  const checks = [
    ['types', tool('tsc'), '--noEmit'],
    ...(existsSync(inRoot('web', 'tsconfig.json'))
      ? [['types of web', tool('tsc'), '--noEmit', '-p', 'web']]
      : []),
    ['lint and format', tool('biome'), 'check', '.'],
    ['unused code', tool('knip')],
    ['house rules', tool('vitest'), 'run', '--project', 'checks', '--passWithNoTests'],
    ['secrets', tool('secretlint'), ...ownFiles()],
  ];
  const results = await Promise.all(checks.map(([name, ...args]) => runCheck(name, node, args)));
  const failed = checks.flatMap(([name], at) => (results[at] ? [] : [name]));
  if (failed.length === 0) return 0;
  console.log(`Failed: ${failed.join(', ')}`);
  return 1;
}

/** What git has or would take; without git all that it would not ignore. */
function ownFiles() {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', listing, { cwd: ROOT, encoding: 'utf8' });
  const files =
    status === 0 ? stdout.split('\0').filter((file) => file !== '' && existsSync(inRoot(file))) : [];
  return files.length === 0 ? ['**/*'] : ['--no-glob', ...files];
}

async function runCheck(name, node, args) {
  const begun = performance.now();
  const child = spawn(node, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  const isGood = status === 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${isGood ? '✓' : '✗'} ${name} ${seconds} s`);
  if (!isGood) console.log(`${stdout}${stderr}`.trimEnd());
  return isGood;
}
