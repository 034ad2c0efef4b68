import { inRoot } from './places.mjs';

const PROGRAMS = {
  biome: ['@biomejs', 'biome', 'bin', 'biome'],
  knip: ['knip', 'bin', 'knip.js'],
  secretlint: ['secretlint', 'bin', 'secretlint.js'],
  tsc: ['typescript', 'bin', 'tsc'],
  vitest: ['vitest', 'vitest.mjs'],
};

/** The script of a development tool. */
export function tool(name) {
  return inRoot('node_modules', ...PROGRAMS[name]);
}
