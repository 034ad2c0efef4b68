#!/usr/bin/env node
// The program's entry, for any Node from 20 on: sees to the installation and hands over to the Node that belongs to it.
import { buildWeb } from './build-web.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { NODE_FLAGS } from './node-flags.mjs';
import { findNode } from './pinned-node.mjs';
import { callersFolder, inRoot } from './places.mjs';
import { runMain } from './refusal.mjs';
import { runChild } from './run-child.mjs';
import { warmCompileCache } from './warm-compile-cache.mjs';

await runMain(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  const node = findNode();
  const isStart = args[0] === 'start';
  if (isStart) await buildWeb(node);
  const cache = isStart ? await warmCompileCache(node, NODE_FLAGS) : {};
  return runChild(node, [...NODE_FLAGS, inRoot('src', 'mamcrawler.ts'), ...args], {
    cwd: callersFolder(),
    env: { ...process.env, ...cache },
  });
});
