import { existsSync } from 'node:fs';
import { inRoot } from './places.mjs';
import { Refusal } from './refusal.mjs';

const OLDEST = [22, 18];

/** The Node that runs the program: the one of the installation, else this one where it is new enough. */
export function findNode() {
  const pinned = inRoot('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned) && hasGlibc()) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Refusal(
    `MAMcrawler needs Node.js ${OLDEST.join('.')} or newer, and this is ${process.versions.node}. No packaged Node.js fits this system (${process.platform} ${process.arch}): install a newer one from your system or from nodejs.org.`,
  );
}

/** The packaged one does not run on musl (Alpine). */
function hasGlibc() {
  return process.platform !== 'linux' || process.report.getReport().header.glibcVersionRuntime !== undefined;
}
