import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../test/support/free-port.ts';
import { makeBaseImage } from './replay-dockerfile/base-image.ts';
import { buildContext } from './replay-dockerfile/build-context.ts';
import { buildStages } from './replay-dockerfile/build-stages.ts';
import type { Image } from './replay-dockerfile/image.ts';
import { layerSize } from './replay-dockerfile/layer-size.ts';
import { readStages } from './replay-dockerfile/read-stages.ts';
import { type Container, startContainer } from './replay-dockerfile/start-container.ts';
import { surroundings } from './replay-dockerfile/surroundings.ts';

/**
 * Carries out the Dockerfile without a container engine, as root on Debian with debootstrap: builds all stages, tells how
 * large the image is, and starts it as Docker would, as several users on a root that cannot be written.
 */
const { values: given } = parseArgs({
  options: {
    /** A folder that is kept, so that the next run need not make the base image again. */
    place: { type: 'string' },
    /** Does without the measuring, which takes half of the time. */
    'no-sizes': { type: 'boolean', default: false },
  },
});

const ROOT = resolve(import.meta.dirname, '..');
const STRANGER = 12_345;

await using ending = new AsyncDisposableStack();
const place = given.place ?? (await mkdtemp(join(tmpdir(), 'mamcrawler-image-')));
if (given.place === undefined) ending.defer(() => rm(place, { recursive: true, force: true }));
const images = await build();
const { slim, full } = images;
if (slim === undefined || full === undefined) throw new Error('The Dockerfile has no stages slim and full.');
if (!given['no-sizes']) await tellSizes(slim, full);

await tryStart('as the user of the image', { owner: 1000, user: full.user, variables: {} });
await tryStart('as a user that the image does not know', {
  owner: STRANGER,
  user: `${STRANGER}:${STRANGER}`,
  variables: { BASE_PATH: '/books' },
});
await tryStart('as root with PUID and PGID', {
  owner: 0,
  user: '0:0',
  variables: { PUID: String(STRANGER), PGID: '100' },
  capabilities: '-all,+chown,+setgid,+setuid',
});

async function build(): Promise<Readonly<Record<string, Image>>> {
  const base = join(place, 'base');
  const text = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
  const stages = readStages(text);
  await mkdir(place, { recursive: true });
  if (!existsSync(join(base, 'usr/local/bin/npm'))) {
    const npm = join(execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim(), 'npm');
    await makeBaseImage({ root: `${base}.making`, node: process.execPath, npm });
    execFileSync('mv', [`${base}.making`, base]);
  }
  const work = join(place, 'stages');
  await rm(work, { recursive: true, force: true });
  const context = join(work, 'context');
  for (const path of buildContext(ROOT)) {
    await mkdir(dirname(join(context, path)), { recursive: true });
    await cp(join(ROOT, path), join(context, path), { preserveTimestamps: true });
  }
  return buildStages({
    stages,
    place: work,
    base,
    baseName: stages[0]?.from ?? '',
    context,
    surroundings: surroundings(process.env),
  });
}

async function tellSizes(slim: Image, full: Image): Promise<void> {
  const base = await layerSize(join(place, 'base'), null);
  const program = await layerSize(slim.root, join(place, 'base'));
  const ffmpeg = await layerSize(full.root, slim.root);
  console.log(`Compressed: base image ${mb(base)}, program ${mb(program)}, ffmpeg ${mb(ffmpeg)}.`);
  console.log(`slim: ${mb(base + program)}. full: ${mb(base + program + ffmpeg)}.`);
}

interface Try {
  readonly owner: number;
  readonly user: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly capabilities?: string;
}

async function tryStart(what: string, { owner, user, variables, capabilities = '-all' }: Try): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'mamcrawler-data-'));
  ending.defer(() => rm(data, { recursive: true, force: true }));
  await chown(data, owner, owner);
  const port = String(await freePort());
  const input = { image: full as Image, user, data, capabilities, variables: { PORT: port, ...variables } };
  for (const turn of ['first', 'second']) {
    const container = await startContainer(input);
    const { status, said } = container.run(['mamcrawler', '--version']);
    const unreadable = container.run(['find', '/app', '-not', '-readable']).said;
    const memory = residentMegabytes(container);
    const [uid] = /^Uid:\s+(\d+)/mu.exec(container.status())?.slice(1) ?? [];
    const ended = await container.stop();
    console.log(
      `Started ${what}, ${turn} time: ready in ${(container.readyMs / 1000).toFixed(1)} s, uid ${uid}, ${memory} MB; mamcrawler --version: ${said.trim()} (${status}); ended with ${ended}.`,
    );
    if (unreadable !== '') console.log(`It cannot read:\n${unreadable}`);
    if (ended !== 0 || status !== 0 || unreadable !== '') process.exitCode = 1;
  }
}

function residentMegabytes(container: Container): string {
  const [kilobytes] = /^VmRSS:\s+(\d+) kB/mu.exec(container.status())?.slice(1) ?? [];
  return (Number(kilobytes) / 1024).toFixed(0);
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
