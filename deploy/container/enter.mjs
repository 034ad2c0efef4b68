#!/usr/bin/env -S node --disable-warning=ExperimentalWarning --max-semi-space-size=4 --max-old-space-size=1024
// The image's entry, and its command `mamcrawler`: becomes the user that it is to run as, then the program itself.
import { NODE_FLAGS } from '../../launcher/node-flags.mjs';
import { inRoot } from '../../launcher/places.mjs';
import { becomeUser } from './become-user.mjs';
import { borrowCompileCache } from './borrow-compile-cache.mjs';
import { nameUser } from './name-user.mjs';

try {
  becomeUser();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
nameUser();
const program = [process.execPath, ...NODE_FLAGS, inRoot('src', 'mamcrawler.ts'), ...process.argv.slice(2)];
// As the first process it has to reap orphans, which tini does; as this user already, for it has to pass signals on.
const words = process.pid === 1 ? ['/usr/bin/tini', '--', ...program] : program;
process.execve(words[0], words, { ...process.env, ...borrowCompileCache() });
