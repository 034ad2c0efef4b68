import { spawn } from 'node:child_process';
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
  ];
  const results = await Promise.all(checks.map(([name, ...args]) => runCheck(name, node, args)));
  return results.every((isGood) => isGood) ? 0 : 1;
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
