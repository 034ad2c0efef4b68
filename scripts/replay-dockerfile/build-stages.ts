import { cp, lstat, mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Image, plainImage } from './image.ts';
import { inChroot } from './in-chroot.ts';
import { fillIn, type Stage, type Step } from './read-stages.ts';
import { run } from './run.ts';

export interface BuildInput {
  readonly stages: readonly Stage[];
  /** A folder for the stages' own. */
  readonly place: string;
  /** The folder that stands for the image which stages begin with. */
  readonly base: string;
  readonly baseName: string;
  /** The folder that COPY takes from, free of what `.dockerignore` keeps back. */
  readonly context: string;
  /** What this machine's network asks of npm. */
  readonly surroundings: Readonly<Record<string, string>>;
}

/** Carries out the steps of all stages, each in a folder of its own; answers the images by their stages' names. */
export async function buildStages(input: BuildInput): Promise<Readonly<Record<string, Image>>> {
  const images: Record<string, Image> = {};
  for (const stage of input.stages) {
    const before = images[stage.from] ?? baseImage(stage, input);
    const root = join(input.place, stage.name);
    await run('cp', ['--archive', '--reflink=auto', before.root, root]);
    images[stage.name] = await buildStage(stage, { ...before, root }, images, input);
  }
  return images;
}

function baseImage({ from }: Stage, { base, baseName }: BuildInput): Image {
  if (from === baseName) return plainImage(base);
  throw new Error(`${from} is neither a stage nor ${baseName}, for which a stand-in was made.`);
}

async function buildStage(
  { name, steps }: Stage,
  begun: Image,
  images: Readonly<Record<string, Image>>,
  input: BuildInput,
): Promise<Image> {
  let image = begun;
  let values: Record<string, string> = {};
  for (const step of steps) {
    console.log(`${name}: ${step.keyword} ${step.text.slice(0, 100)}`);
    if (step.keyword === 'ARG') values = { ...values, ...step.values };
    if (step.keyword === 'RUN')
      await inChroot(image, ['/bin/sh', '-c', step.text], { ...values, ...input.surroundings });
    if (step.keyword === 'COPY') await copy(step, image, images, input.context);
    image = configured(image, step, values);
  }
  return image;
}

/** What a step says about containers rather than files. */
function configured(image: Image, step: Step, values: Readonly<Record<string, string>>): Image {
  const words = step.list ?? step.text.split(/\s+/u);
  switch (step.keyword) {
    case 'ENV':
      return { ...image, env: { ...image.env, ...step.values } };
    case 'WORKDIR':
      return { ...image, workdir: resolve(image.workdir, fillIn(step.text, values)) };
    case 'USER':
      return { ...image, user: step.text };
    case 'ENTRYPOINT':
      return { ...image, entrypoint: words };
    case 'CMD':
      return { ...image, command: words };
    case 'HEALTHCHECK':
      return { ...image, check: JSON.parse(step.text.slice(step.text.indexOf('['))) };
    case 'ARG':
    case 'COPY':
    case 'EXPOSE':
    case 'LABEL':
    case 'RUN':
    case 'STOPSIGNAL':
    case 'VOLUME':
      return image;
    default:
      throw new Error(`${step.keyword} is not known here.`);
  }
}

async function copy(
  step: Step,
  image: Image,
  images: Readonly<Record<string, Image>>,
  context: string,
): Promise<void> {
  const from = step.flags['from'] === undefined ? context : images[step.flags['from']]?.root;
  if (from === undefined) throw new Error(`COPY --from=${step.flags['from']} names no stage before it.`);
  const words = step.text.split(/\s+/u);
  const target = words.at(-1) ?? '';
  const sources = words.slice(0, -1);
  const place = join(image.root, resolve(image.workdir, target));
  const isFolder = target.endsWith('/') || sources.length > 1;
  for (const source of sources) {
    const path = join(from, source);
    const whole = (await lstat(path)).isDirectory();
    const to = isFolder && !whole ? join(place, basename(source)) : place;
    await mkdir(resolve(to, whole ? '.' : '..'), { recursive: true });
    await cp(path, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  }
}
