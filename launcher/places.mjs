import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export function inRoot(...names) {
  return join(ROOT, ...names);
}

/** The folder in which the person typed the command: npm changes into the clone before it runs a script of it. */
export function callersFolder() {
  const { INIT_CWD, npm_package_json } = process.env;
  return INIT_CWD && npm_package_json === inRoot('package.json') ? INIT_CWD : process.cwd();
}
