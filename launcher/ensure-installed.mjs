import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { contentHash } from './content-hash.mjs';
import { missingPackages } from './missing-packages.mjs';
import { inRoot, ROOT } from './places.mjs';
import { Refusal } from './refusal.mjs';
import { runChild } from './run-child.mjs';
import { withLock } from './with-lock.mjs';

const NOTE = inRoot('node_modules', '.installed-lock-hash');

/** Installs what `package-lock.json` names, unless exactly that is there already. */
export async function ensureInstalled() {
  if (isCurrent()) return;
  const onWait = () => console.error('Another start is installing the packages; waiting for it …');
  await withLock(inRoot('.launcher-lock'), onWait, async (share) => {
    if (!isCurrent()) await install(share);
  });
}

function isCurrent() {
  const hash = hashOfLock();
  if (existsSync(NOTE) && readFileSync(NOTE, 'utf8') === hash) return true;
  if (!existsSync(inRoot('node_modules', '.package-lock.json')) || missing().length > 0) return false;
  note(hash);
  return true;
}

async function install(share) {
  console.error('Installing the packages: this is done once and takes about a minute …');
  // Whatever NODE_ENV or the person's npm says: the web client is built with the development packages.
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const [file, ...args] = npm();
  // Our own output may be read by a program: npm speaks on stderr.
  const options = { cwd: ROOT, stdio: ['ignore', process.stderr, process.stderr], onStart: share };
  const status = await runChild(file, [...args, 'ci', ...flags], options);
  if (status !== 0)
    throw new Refusal(`The packages could not be installed: npm ended with status ${status}, see above.`);
  const lacking = missing();
  if (lacking.length > 0) {
    throw new Refusal(
      `npm could not fetch ${lacking.join(', ')}. Look at the network connection and start again.`,
    );
  }
  note(hashOfLock());
}

/** Whoever may not write here looks at the packages themselves each time, which costs some milliseconds. */
function note(hash) {
  try {
    writeFileSync(NOTE, hash);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
  }
}

/** The npm that runs us, else the one in the path. */
function npm() {
  const running = process.env.npm_execpath;
  return running?.endsWith('npm-cli.js') ? [process.execPath, running] : ['npm'];
}

function missing() {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const installed = JSON.parse(readFileSync(inRoot('node_modules', '.package-lock.json'), 'utf8'));
  return missingPackages(lock, installed, { platform: process.platform, arch: process.arch });
}

/** A clone may be shared between machines. */
function hashOfLock() {
  return `${process.platform}-${process.arch} ${contentHash(ROOT, ['package-lock.json'])}\n`;
}
