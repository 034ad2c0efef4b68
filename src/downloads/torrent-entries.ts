import { Refused } from '../base/errors.ts';
import type { Bencoded, BencodedDictionary, BencodedList } from './bencode.ts';

export interface TorrentEntry {
  /** With `/`; begins with the torrent's name. */
  readonly path: string;
  readonly sizeBytes: number;
}

export interface TorrentEntries {
  readonly name: string;
  readonly files: readonly TorrentEntry[];
  readonly warnings: readonly string[];
}

/** What file systems take for one name, in bytes. */
const MAX_NAME_BYTES = 255;
const MAX_WARNINGS = 20;
const CONTROL = /\p{Cc}/u;

/** The files that a torrent's `info` names, v1, v2 or both. Throws Refused where one would lie outside its folder. */
export function filesOfTorrent(info: BencodedDictionary): TorrentEntries {
  const warnings = new Set<string>();
  const name = nameIn(info, 'name', warnings);
  checkPath([name], warnings);
  const v1 = info.has('pieces') ? listV1(info, name, warnings) : null;
  const tree = info.get('file tree');
  const v2 = tree === undefined ? null : listV2(asDictionary(tree), name, warnings);
  // A client that knows v2 goes by the tree; both were checked, for it may be either.
  const files = v2 ?? v1 ?? [];
  if (files.length === 0) throw new Refused('The torrent names no files.');
  return { name, files, warnings: [...warnings].slice(0, MAX_WARNINGS) };
}

function listV1(info: BencodedDictionary, name: string, warnings: Set<string>): readonly TorrentEntry[] {
  const list = info.get('files');
  if (list === undefined) return [{ path: name, sizeBytes: sizeOf(info) }];
  return asList(list)
    .map(asDictionary)
    .filter((file) => !hasAttribute(file, 'p'))
    .map((file) => {
      const path = [name, ...pathOf(file, warnings)];
      if (hasAttribute(file, 'l'))
        warnings.add(`The torrent holds a symbolic link: ${shown(path.join('/'))}`);
      return { path: path.join('/'), sizeBytes: sizeOf(file) };
    });
}

/** Some torrents hold a path twice, of which the client takes the UTF-8 one: both are checked. */
function pathOf(file: BencodedDictionary, warnings: Set<string>): readonly string[] {
  const spellings = ['path.utf-8', 'path'].flatMap((key) => {
    const path = file.get(key);
    return path === undefined ? [] : [asList(path).map((part) => textOf(part, warnings))];
  });
  for (const spelling of spellings) checkPath(spelling, warnings);
  const [path = []] = spellings;
  if (path.length === 0) throw new Refused('The torrent names a file without a name.');
  return path;
}

function listV2(tree: BencodedDictionary, name: string, warnings: Set<string>): readonly TorrentEntry[] {
  const files: TorrentEntry[] = [];
  function walk(folder: BencodedDictionary, above: readonly string[]): void {
    for (const [key, value] of folder) {
      const path = [...above, textOf(Buffer.from(key, 'latin1'), warnings)];
      checkPath(path, warnings);
      const node = asDictionary(value);
      const leaf = node.get('');
      if (leaf === undefined) walk(node, path);
      else files.push({ path: path.join('/'), sizeBytes: sizeOf(asDictionary(leaf)) });
    }
  }
  walk(tree, []);
  const isSingleFile = files.length === 1 && files[0]?.path === name;
  return isSingleFile ? files : files.map((file) => ({ ...file, path: `${name}/${file.path}` }));
}

function checkPath(path: readonly string[], warnings: Set<string>): void {
  for (const part of path) {
    if (part === '' || part === '..' || /[/\\]|^[a-z]:$/iu.test(part) || part.includes('\0')) {
      throw new Refused(`The torrent names a file outside its own folder: ${shown(path.join('/'))}`);
    }
    if (CONTROL.test(part)) warnings.add(`A file name has control characters: ${shown(part)}`);
    if (Buffer.byteLength(part) > MAX_NAME_BYTES) {
      warnings.add(
        `A file name has ${Buffer.byteLength(part)} bytes, more than the ${MAX_NAME_BYTES} that fit: ${shown(part)}`,
      );
    }
  }
}

function nameIn(info: BencodedDictionary, key: string, warnings: Set<string>): string {
  const names = [`${key}.utf-8`, key].flatMap((spelling) => {
    const value = info.get(spelling);
    return value === undefined ? [] : [textOf(value, warnings)];
  });
  for (const name of names) checkPath([name], warnings);
  const [name] = names;
  if (name === undefined) throw new Refused('The file is not a torrent: it has no name.');
  return name;
}

function textOf(value: Bencoded, warnings: Set<string>): string {
  if (!(value instanceof Uint8Array)) throw malformed();
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('utf8');
  if (text.includes('\uFFFD')) warnings.add(`A file name is not UTF-8: ${shown(text)}`);
  return text;
}

function sizeOf(file: BencodedDictionary): number {
  const size = file.get('length');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw malformed();
  return size;
}

function hasAttribute(file: BencodedDictionary, letter: string): boolean {
  const attributes = file.get('attr');
  return attributes instanceof Uint8Array && attributes.includes(letter.charCodeAt(0));
}

function asDictionary(value: Bencoded): BencodedDictionary {
  if (!(value instanceof Map)) throw malformed();
  return value;
}

function asList(value: Bencoded): BencodedList {
  if (!Array.isArray(value)) throw malformed();
  return value;
}

function malformed(): Refused {
  return new Refused('The file is not a torrent: its list of files is malformed.');
}

function shown(path: string): string {
  const clean = path.replace(/\p{Cc}/gu, '\uFFFD');
  return clean.length <= 120 ? clean : `${clean.slice(0, 120)}…`;
}
