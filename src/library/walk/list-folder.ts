import { type BigIntStats, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { extensionOf, isAudioFileName } from '../../base/audio.ts';
import { codeOf, messageOf } from '../../base/errors.ts';
import { type FileName, fileName } from '../file-name.ts';
import { isIgnoredName } from '../group-files.ts';
import { type SidecarKind, sidecarKind } from '../sources/sidecar-name.ts';
import type { FoundFault, FoundFile, FoundSidecar } from './found-item.ts';

/** What lies directly in one folder, as far as it concerns a library. */
export interface ListedFolder {
  readonly path: string;
  readonly files: readonly (FoundFile & { readonly name: string })[];
  readonly images: readonly string[];
  readonly sidecars: readonly FoundSidecar[];
  readonly folders: readonly FolderPlace[];
  readonly faults: readonly FoundFault[];
}

export interface FolderPlace {
  /** Relative to the library. */
  readonly path: string;
  /** As it is opened; symbolic links are resolved. */
  readonly absolutePath: string;
}

const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/** Lists one folder of a library; what cannot be read becomes a fault of it. */
export function listFolder(rootPath: string, place: FolderPlace): ListedFolder {
  const files: ListedFolder['files'][number][] = [];
  const images: string[] = [];
  const sidecars: FoundSidecar[] = [];
  const folders: FolderPlace[] = [];
  const faults: FoundFault[] = [];
  try {
    const entries = readdirSync(place.absolutePath, { encoding: 'buffer', withFileTypes: true });
    for (const entry of entries) {
      const name = fileName(entry.name);
      if (isIgnoredName(name.text)) continue;
      const found = look(rootPath, place, name, kindOf(entry));
      if (found === null) continue;
      if (found.kind === 'folder') folders.push(found.place);
      else if (found.kind === 'image') images.push(found.path);
      else if (found.kind === 'sidecar') sidecars.push(found.sidecar);
      else if (found.kind === 'fault') faults.push({ path: found.path, fault: found.fault });
      else files.push({ ...found.file, name: name.text });
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') faults.push({ path: place.path, fault: `The folder ${cannotBe(error)}` });
  }
  return { path: place.path, files, images, sidecars, folders, faults };
}

type EntryKind = 'folder' | 'file' | 'link' | 'other';

function kindOf(entry: { isDirectory(): boolean; isFile(): boolean; isSymbolicLink(): boolean }): EntryKind {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

type Sight =
  | { readonly kind: 'folder'; readonly place: FolderPlace }
  | { readonly kind: 'image'; readonly path: string }
  | { readonly kind: 'sidecar'; readonly sidecar: FoundSidecar }
  | { readonly kind: 'file'; readonly file: FoundFile }
  | ({ readonly kind: 'fault' } & FoundFault);

const NOT_UTF8 = 'name is not valid UTF-8: rename it, so that it can be read.';
/** No index of PostgreSQL holds much more. */
const LONGEST_PATH_BYTES = 2000;
const LIES_TOO_DEEP = `is not read: its path has more than ${LONGEST_PATH_BYTES} bytes. Shorten the names of the folders around it.`;
const LEADS_OUT = 'This is a link that leads out of the library.';

function look(rootPath: string, parent: FolderPlace, name: FileName, kind: EntryKind): Sight | null {
  const path = parent.path === '' ? name.text : `${parent.path}/${name.text}`;
  if (Buffer.byteLength(path) > LONGEST_PATH_BYTES) {
    const concerns = kind === 'folder' || isAudioFileName(name.text);
    return concerns ? { kind: 'fault', path: parent.path, fault: `${name.text} ${LIES_TOO_DEEP}` } : null;
  }
  if (kind === 'link') return lookBehindLink(rootPath, parent, name, path);
  if (kind === 'folder') {
    if (!name.isUtf8) return { kind: 'fault', path, fault: `The folder's ${NOT_UTF8}` };
    return { kind: 'folder', place: { path, absolutePath: `${parent.absolutePath}/${name.text}` } };
  }
  if (kind === 'file' && name.isUtf8 && IMAGE_EXTENSIONS.has(extensionOf(name.text)))
    return { kind: 'image', path };
  if (isAudioFileName(name.text)) return measure(parent, name, path, null);
  const sidecar = kind === 'file' && name.isUtf8 ? sidecarKind(name.text) : null;
  return sidecar === null ? null : weigh(parent, name, path, sidecar);
}

/**
 * A link to a folder within the library is passed over, for its folder is found where it lies, and loops end there too.
 * One to a folder that the walk would ignore is followed no more than that folder itself.
 */
function lookBehindLink(rootPath: string, parent: FolderPlace, name: FileName, path: string): Sight | null {
  const link = inFolder(parent, name);
  try {
    const isFolder = statSync(link).isDirectory();
    if (!isFolder && !isAudioFileName(name.text)) return null;
    const target = realpathSync(link);
    const isWithin = target.startsWith(`${rootPath}/`) || target === rootPath;
    if (isFolder) return isWithin ? null : { kind: 'fault', path, fault: LEADS_OUT };
    return measure(parent, name, path, isWithin ? null : LEADS_OUT);
  } catch (error) {
    if (!isAudioFileName(name.text)) return null;
    const fault = codeOf(error) === 'ENOENT' ? 'This is a link to a file that is not there.' : null;
    return { kind: 'file', file: { ...NOTHING, path, fault: fault ?? `The file ${cannotBe(error)}` } };
  }
}

const NOTHING = { sizeBytes: 0, mtimeMs: 0, inode: '' };

function measure(parent: FolderPlace, name: FileName, path: string, knownFault: string | null): Sight | null {
  try {
    const target = inFolder(parent, name);
    const stats =
      knownFault === null ? statSync(target, { bigint: true }) : lstatSync(target, { bigint: true });
    return { kind: 'file', file: foundFile(path, stats, knownFault ?? faultOf(name, stats)) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    return { kind: 'file', file: { ...NOTHING, path, fault: `The file ${cannotBe(error)}` } };
  }
}

function weigh(parent: FolderPlace, name: FileName, path: string, kind: SidecarKind): Sight | null {
  try {
    const { size, mtimeMs } = statSync(inFolder(parent, name));
    return { kind: 'sidecar', sidecar: { path, kind, sizeBytes: size, mtimeMs: Math.trunc(mtimeMs) } };
  } catch {
    // It went away, or it cannot be reached: the audio beside it says what there is to say.
    return null;
  }
}

function foundFile(path: string, stats: BigIntStats, fault: string | null): FoundFile {
  return {
    path,
    sizeBytes: Number(stats.size),
    mtimeMs: Number(stats.mtimeMs),
    inode: String(stats.ino),
    fault,
  };
}

function faultOf(name: FileName, stats: BigIntStats): string | null {
  if (!stats.isFile()) return 'This is not a file but something else under a file name.';
  return name.isUtf8 ? null : `The file's ${NOT_UTF8}`;
}

function inFolder(parent: FolderPlace, name: FileName): Buffer {
  return Buffer.concat([Buffer.from(`${parent.absolutePath}/`), name.bytes]);
}

function cannotBe(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'may not be read: the program lacks the permission.';
    case 'EIO':
      return 'cannot be read: the disk reports an error.';
    case 'ELOOP':
      return 'cannot be read: its links lead in a circle.';
    default:
      return `cannot be read: ${messageOf(error)}`;
  }
}
