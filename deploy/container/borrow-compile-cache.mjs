import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { inRoot } from '../../launcher/places.mjs';

const CACHE = inRoot('node_modules', '.cache', 'mamcrawler-compiled');

/**
 * Makes Node use what the image keeps of the compiled sources. Node looks for it under a name with the user and the
 * processor, which are others than when the image was made: a link of that name leads to it. Answers the variables for
 * it; none where it cannot be done, and the program starts a little slower then.
 */
export function borrowCompileCache(cache = CACHE, parent = '/tmp') {
  try {
    const made = readdirSync(cache).find((name) => name.startsWith(`${process.version}-${process.arch}-`));
    if (made === undefined) return {};
    const folder = join(parent, `mamcrawler-compiled-${process.getuid()}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    link(join(cache, made), join(folder, nameHere()));
    return { NODE_COMPILE_CACHE: folder };
  } catch {
    return {};
  }
}

function link(target, path) {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

/** As Node's `GetCacheVersionTag` makes it. */
function nameHere() {
  return `${process.version}-${process.arch}-${cachedDataVersionTag().toString(16)}-${process.getuid()}`;
}
