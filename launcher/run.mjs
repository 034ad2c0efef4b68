// Runs the development tools under the Node of the installation: `npm test`, `npm run check`, `npm run generate`.
import { buildWeb } from './build-web.mjs';
import { check } from './check.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { NODE_FLAGS } from './node-flags.mjs';
import { findNode } from './pinned-node.mjs';
import { callersFolder, inRoot, ROOT } from './places.mjs';
import { Refusal, runMain } from './refusal.mjs';
import { runChild } from './run-child.mjs';
import { tool } from './tools.mjs';
import { warmCompileCache } from './warm-compile-cache.mjs';

/** The test projects that use no program of the system. */
const SELF_CONTAINED = ['checks', 'crash', 'fuzz', 'launcher'];

await runMain(async () => {
  const [task, ...args] = process.argv.slice(2);
  if (task === 'packages') return ensureDebianPackages();
  await ensureInstalled();
  const node = findNode();
  switch (task) {
    case 'vitest':
      if (!isSelfContained(args)) await ensureDebianPackages();
      return runChild(node, [tool('vitest'), ...args], { cwd: ROOT });
    case 'fuzz':
      return runChild(node, [tool('vitest'), 'run', '--project', 'fuzz', ...args], {
        cwd: ROOT,
        env: { FUZZ_REQUESTS: '20000', ...process.env },
      });
    // All that a start does here first: for a service that may not write into its own folder.
    case 'prepare':
      await buildWeb(node);
      await warmCompileCache(node, NODE_FLAGS);
      return 0;
    case 'check':
      return check(node);
    case 'generate':
      return runChild(node, [inRoot('scripts', 'generate.ts'), ...args], { cwd: ROOT });
    case 'bench':
      return runHere(node, inRoot('bench', 'run.ts'), args);
    case 'library':
      return runHere(node, inRoot('bench', 'generate-library.ts'), args);
    case 'soak':
      return runHere(node, inRoot('bench', 'soak.ts'), args);
    case 'drill':
      return runHere(node, inRoot('drills', 'run.ts'), args);
    default:
      throw new Refusal(
        `Nothing here is called ${task}: there are vitest, fuzz, prepare, check, generate, bench, library, soak, drill and packages.`,
      );
  }
});

function runHere(node, script, args) {
  return runChild(node, ['--disable-warning=ExperimentalWarning', script, ...args], { cwd: callersFolder() });
}

function isSelfContained(args) {
  const projects = args.flatMap((arg, at) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)];
    return args[at - 1] === '--project' ? [arg] : [];
  });
  return projects.length > 0 && projects.every((project) => SELF_CONTAINED.includes(project));
}
