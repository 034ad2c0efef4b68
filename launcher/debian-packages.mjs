import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { Refusal } from './refusal.mjs';
import { runChild } from './run-child.mjs';

/** What the tests use of the system: Debian's name of the package, and the program, in PATH or by its path, that shows that it is there. */
const PACKAGES = [
  { name: 'qbittorrent-nox', program: 'qbittorrent-nox' },
  { name: 'mktorrent', program: 'mktorrent' },
  { name: 'ffmpeg', program: 'ffmpeg' },
  { name: 'espeak-ng', program: 'espeak-ng' },
  { name: 'atomicparsley', program: 'AtomicParsley' },
  { name: 'chromium', program: 'chromium' },
  { name: 'redis-server', program: 'redis-server' },
  { name: 'tinyproxy-bin', program: 'tinyproxy' },
  { name: 'microsocks', program: 'microsocks' },
  { name: 'curl', program: 'curl' },
  { name: 'jq', program: 'jq' },
  { name: 'openssl', program: 'openssl' },
  { name: 'prometheus', program: 'promtool' },
  { name: 'prometheus-alertmanager', program: 'amtool' },
  { name: 'nginx-light', program: 'nginx' },
  { name: 'faketime', program: 'faketime' },
  { name: 'postgresql-15', program: '/usr/lib/postgresql/15/bin/pg_basebackup' },
];

/** Sees to the programs that the tests need: installs them as root on Debian, else says which are missing. */
export async function ensureDebianPackages() {
  const missing = PACKAGES.filter(({ program }) => !isInPath(program)).map(({ name }) => name);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Refusal(
      `The tests need programs that are not here. On Debian: sudo apt-get install --yes --no-install-recommends ${names}`,
    );
  }
  console.error(`Installing what the tests need: ${names} …`);
  await aptGet('update', '--quiet');
  await withoutServices(() => aptGet('install', '--yes', '--quiet', '--no-install-recommends', ...missing));
}

/** Asked by Debian's packages whether they may start what they bring; the tests start it themselves, on ports of their own. */
const POLICY = '/usr/sbin/policy-rc.d';

async function withoutServices(install) {
  if (existsSync(POLICY)) return install();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    rmSync(POLICY, { force: true });
  }
}

async function aptGet(...args) {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', process.stderr, process.stderr],
  };
  const status = await runChild('apt-get', args, options);
  if (status !== 0) throw new Refusal(`apt-get ${args[0]} ended with status ${status}, see above.`);
}

function isInPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(resolve(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
