import { resolve } from 'node:path';

/** The program's own folder. */
export const ROOT = resolve(import.meta.dirname, '..');
