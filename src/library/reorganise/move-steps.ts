import { link, lstat, mkdir, rename, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../base/errors.ts';
import { foldPath } from './fold-path.ts';
import { type MoveStep, stepsBack } from './reorganisation.ts';

/** A step that cannot be done: its message is for a person. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/**
 * Does the steps one after the other: either all of them, or, where one fails, none. Nothing is ever replaced. Done again
 * after a crash, it goes on where it was.
 */
export async function moveSteps(root: string, steps: readonly MoveStep[]): Promise<void> {
  const done: MoveStep[] = [];
  try {
    for (const step of steps) {
      await moveStep(root, step);
      done.push(step);
    }
  } catch (error) {
    for (const step of stepsBack(done)) await moveStep(root, step);
    for (const { to } of steps) await removeEmptyFolders(root, dirname(to));
    throw error;
  }
  for (const { what, from } of steps)
    await removeEmptyFolders(root, what === 'folder' ? from : dirname(from));
}

/** Throws StepRefused where the steps, none of which was done yet, cannot be done as things are now. */
export async function checkSteps(root: string, steps: readonly MoveStep[]): Promise<void> {
  const made: MoveStep[] = [];
  for (const step of steps) {
    const isMade = made.some(({ to }) => step.from === to || step.from.startsWith(`${to}/`));
    const here = isMade ? null : await inodeOf(join(root, step.from));
    if (!isMade && here === null) throw new StepRefused(`${step.from} is not there any more.`);
    const there = await inodeOf(join(root, step.to));
    const isFreed = made.some(({ from }) => from === step.to);
    if (there !== null && !isFreed && !(there === here && foldPath(step.from) === foldPath(step.to)))
      throw new StepRefused(`${step.to} is there already.`);
    made.push(step);
  }
}

async function moveStep(root: string, { what, from, to }: MoveStep): Promise<void> {
  const source = join(root, from);
  const target = join(root, to);
  const [here, there] = await Promise.all([inodeOf(source), inodeOf(target)]);
  // A crash behind the rename, or between the link and the removal of the old name.
  if (here === null && there !== null) return;
  if (here === null) throw new StepRefused(`${from} is not there any more.`);
  const isOnlyCase = from !== to && foldPath(from) === foldPath(to) && here === there;
  if (there !== null && !isOnlyCase) {
    if (what === 'file' && here === there) return unlink(source);
    throw new StepRefused(`${to} is there already.`);
  }
  await mkdir(dirname(target), { recursive: true });
  if (what === 'folder' || isOnlyCase) return rename(source, target);
  await moveFile(source, target, to);
}

/** By a second name, which the system refuses where there is one already; then the first one goes. */
async function moveFile(source: string, target: string, to: string): Promise<void> {
  try {
    await link(source, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new StepRefused(`${to} is there already.`);
    if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    return rename(source, target);
  }
  await unlink(source);
}

const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EOPNOTSUPP',
  'ENOTSUP',
  'ENOSYS',
  'EMLINK',
  'EACCES',
]);

async function inodeOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await lstat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

/** The folder and those above it, as far as they stand empty; never the library itself. */
async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  for (let current = folder; current !== '.' && current !== ''; current = dirname(current)) {
    const isGone = await rmdir(join(root, current)).then(
      () => true,
      (error: unknown) => codeOf(error) === 'ENOENT',
    );
    if (!isGone) return;
  }
}
