import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf, messageOf, NotFound, Unavailable } from '../../../base/errors.ts';
import { removeParts } from '../../archive/write-whole-file.ts';
import { isBackupName } from '../backup.ts';
import type { BackupPlace } from '../backup-place.ts';

/** A folder of this machine, or one that is mounted here. */
export function folderPlace(folder: string): BackupPlace {
  const pathOf = (name: string) => {
    if (!isBackupName(name)) throw new NotFound(`${name} is not the name of a backup.`);
    return join(folder, name);
  };

  return {
    kind: 'folder',
    address: folder,
    addressOf: pathOf,
    async keep(name, file) {
      const path = pathOf(name);
      if (resolve(file) === resolve(path)) return;
      const part = `${path}.part`;
      try {
        await makeBackupFolder(folder);
        await copyFile(file, part);
        await chmod(part, 0o600);
        await using whole = await open(part, 'r+');
        await whole.sync();
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw new Unavailable(`${path} cannot be written: ${messageOf(error)}.`, null, { cause: error });
      }
    },
    async open(name) {
      const path = pathOf(name);
      await refuseMissing(folder);
      const found = await stat(path).catch((error: unknown) => {
        throw faultOf(error, path);
      });
      return { sizeBytes: found.size, body: createReadStream(path) };
    },
    async list() {
      await refuseMissing(folder);
      const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
        throw faultOf(error, folder);
      });
      const names = found
        .filter((entry) => entry.isFile() && isBackupName(entry.name))
        .map(({ name }) => name);
      const stored = await Promise.all(
        names.map(async (name) => {
          const size = await stat(pathOf(name)).then(
            (file) => file.size,
            () => null,
          );
          return size === null ? [] : [{ name, sizeBytes: size }];
        }),
      );
      return stored.flat();
    },
    async remove(name) {
      const path = pathOf(name);
      await refuseMissing(folder);
      await Promise.all([rm(path, { force: true }), removeParts(path)]).catch((error: unknown) => {
        throw new Unavailable(`${path} cannot be removed: ${messageOf(error)}.`, null, { cause: error });
      });
    },
  };
}

/** For its owner alone: what lies there tells everything. Answers whether it was missing; throws Unavailable, in words. */
export async function makeBackupFolder(folder: string): Promise<boolean> {
  try {
    return (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
  } catch (error) {
    const say = `The folder for backups, ${folder}, cannot be made: ${messageOf(error)}. Make it and give it to the user who runs MAMcrawler, or set BACKUP_DIR to another.`;
    throw new Unavailable(say, null, { cause: error });
  }
}

/** Nothing can be told of what lies in a folder that is not there: it may not be mounted. Throws Unavailable. */
export async function refuseMissing(folder: string): Promise<void> {
  const isGone = await stat(folder).then(
    () => false,
    (error: unknown) => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR',
  );
  if (isGone)
    throw new Unavailable(
      `The folder for backups, ${folder}, is not there. Mount it or make it, then try again.`,
    );
}

function faultOf(error: unknown, path: string): unknown {
  if (codeOf(error) === 'ENOENT') return new NotFound(`There is no file ${path}.`);
  return new Unavailable(`${path} cannot be read: ${messageOf(error)}.`, null, { cause: error });
}
