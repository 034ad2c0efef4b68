import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const PARTS = ['launcher', 'src', 'web', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** What a start makes: the web client, what Node compiled, the note that all is installed. */
const MADE = new Set(['dist', '.cache', '.installed-lock-hash', '.vite']);

/** A clone in which the packages are installed, and nothing has been built or started. */
export function makeFreshClone(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'mamcrawler-clone-'));
  for (const part of PARTS) {
    cpSync(join(ROOT, part), join(path, part), {
      recursive: true,
      filter: (source) => !MADE.has(basename(source)),
    });
  }
  const packages = join(ROOT, 'node_modules');
  mkdirSync(join(path, 'node_modules'));
  for (const name of readdirSync(packages)) {
    if (!MADE.has(name)) symlinkSync(join(packages, name), join(path, 'node_modules', name));
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
