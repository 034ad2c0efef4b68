import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { surroundings } from '../scripts/replay-dockerfile/surroundings.ts';
import { type ShellBlock, shellBlocks } from '../test/support/shell-blocks.ts';
import { furnish, makeEmptyDebian, runInside, SUITE } from './deploy-drill/in-empty-debian.ts';

/**
 * Follows "Node and systemd on Debian" of DEPLOYMENT.md word by word on an empty Debian, up to a page by HTTPS and a passed
 * smoke test, and tells how long each step took. Needs root, debootstrap and unshare, and the network.
 */
const { values: given } = parseArgs({
  options: {
    /** A folder that is kept, with an empty Debian in it that the next run copies. */
    place: { type: 'string' },
    /** Only the steps from the first service on, on what the run before left at `place`. */
    'services-only': { type: 'boolean', default: false },
  },
});

const ROOT = resolve(import.meta.dirname, '..');
const MARK = 'run by: drills/deploy-drill.ts';
const NAME_OF_DOCUMENT = 'books.example.org';
/** The one word that differs: no certificate for the name of the document can be had here. */
const DOMAIN = 'books.localhost';
/** As the document has it. */
const CLONED_FROM = 'REPOSITORY';
/** Where the document says that it is copied to, for others than Caddy cannot read it. */
const TRUSTED = '/usr/local/share/ca-certificates/caddy.crt';
const CADDYS_OWN = '/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt';

/** systemctl returns when a service was started; a person looks until the page is there. */
const UNTIL_SERVED = `
for _ in $(seq 240); do
  curl --silent --fail --output /dev/null --cacert ${CADDYS_OWN} https://${DOMAIN}/health/ready && break
  sleep 0.5
done
curl --silent --show-error --fail --cacert ${CADDYS_OWN} https://${DOMAIN}/health/ready ||
  { tail --lines=20 /var/log/mamcrawler.log /var/log/caddy.log; exit 1; }
install -m 0644 ${CADDYS_OWN} ${TRUSTED}
`;

const document = await readFile(join(ROOT, 'DEPLOYMENT.md'), 'utf8');
const blocks = shellBlocks(document).filter(({ mark }) => mark === MARK);
const firstService = blocks.findIndex(({ commands }) => commands.includes('systemctl '));
if (firstService < 1) throw new Error('DEPLOYMENT.md has no blocks for this drill.');

await using ending = new AsyncDisposableStack();
const place = given.place ?? (await mkdtemp(join(tmpdir(), 'mamcrawler-deploy-')));
if (given.place === undefined) ending.defer(() => rm(place, { recursive: true, force: true }));
await mkdir(place, { recursive: true });

const empty = join(place, `empty-${SUITE}`);
if (!existsSync(join(empty, 'etc/debian_version'))) {
  await rm(empty, { recursive: true, force: true });
  await makeEmptyDebian(empty);
}
const root = join(place, 'machine');
const begun = performance.now();
if (given['services-only']) await furnish(root, DOMAIN);
else await installOnEmptyMachine();
await runInside({
  root,
  script: scriptOf(blocks.slice(firstService), firstService + 1),
  hasNetwork: false,
  environment: { NODE_EXTRA_CA_CERTS: TRUSTED },
});
const seconds = (performance.now() - begun) / 1000;
const from = given['services-only'] ? 'From the first service' : `From an empty Debian ${SUITE}`;
console.log(`${from} to HTTPS and a passed smoke test: ${minutes(seconds)}.`);

async function installOnEmptyMachine(): Promise<void> {
  await rm(root, { recursive: true, force: true });
  execFileSync('cp', ['--archive', '--reflink=auto', empty, root]);
  await furnish(root, DOMAIN);
  await copyRepository(join(root, 'source'));
  const script = scriptOf(blocks.slice(0, firstService), 1);
  await runInside({ root, script, hasNetwork: true, environment: await surroundingsInside() });
}

/** What git has or would take, in a repository of its own that is cloned in the place of the public one. */
async function copyRepository(target: string): Promise<void> {
  const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const name of names.split('\0')) {
    if (name === '' || !existsSync(join(ROOT, name))) continue;
    await mkdir(dirname(join(target, name)), { recursive: true });
    await cp(join(ROOT, name), join(target, name), { preserveTimestamps: true });
  }
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Drill', '-c', 'user.email=drill@localhost', ...args], {
      cwd: target,
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-gpg-sign', '--message', 'What is tried');
}

/** Ends with the status of the first command that fails; tells how long each block took. */
function scriptOf(some: readonly ShellBlock[], first: number): string {
  const parts = some.map(
    ({ commands }, at) => `begun=$(date +%s)
${commands.replaceAll(NAME_OF_DOCUMENT, DOMAIN)}${commands.includes('systemctl restart caddy') ? UNTIL_SERVED : ''}
echo "== Step ${first + at}: $(( $(date +%s) - begun )) s"
`,
  );
  return `set -euo pipefail
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=url./source.insteadOf GIT_CONFIG_VALUE_0=${CLONED_FROM}
export GIT_CONFIG_KEY_1=safe.directory GIT_CONFIG_VALUE_1='*'
[ ! -d /opt/mamcrawler ] || cd /opt/mamcrawler
DOMAIN=${DOMAIN}
${parts.join('\n')}`;
}

/** The certificates of an unusual network go where no package of Debian puts any. */
async function surroundingsInside(): Promise<Readonly<Record<string, string>>> {
  const { NODE_EXTRA_CA_CERTS: certificates, ...others } = surroundings(process.env);
  if (certificates === undefined) return others;
  await copyFile(certificates, join(root, 'drill-certificates.pem'));
  return { ...others, NODE_EXTRA_CA_CERTS: '/drill-certificates.pem' };
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
