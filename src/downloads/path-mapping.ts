/** A folder as the client names it, and the same folder as we do. */
export interface PathMapping {
  readonly remote: string;
  readonly local: string;
}

/** Our name for a path of the client, by whole components, the longest mapping first; unchanged where none applies. */
export function mapClientPath(path: string, mappings: readonly PathMapping[]): string {
  const client = splitPath(path);
  const [best] = mappings
    .map(({ remote, local }) => ({ remote: splitPath(remote), local }))
    .filter(({ remote }) => isWithin(client, remote))
    .toSorted((a, b) => b.remote.parts.length - a.remote.parts.length);
  if (best === undefined) return path;
  const rest = client.parts.slice(best.remote.parts.length);
  return [best.local.replace(/\/+$/, ''), ...rest].join('/') || '/';
}

interface SplitPath {
  readonly isWindows: boolean;
  readonly isAbsolute: boolean;
  readonly parts: readonly string[];
}

/** A drive or a share (`\\server\share`) makes a path of Windows, whose names have no case. */
function splitPath(path: string): SplitPath {
  const isWindows = /^[a-z]:|^\\\\/i.test(path);
  const parts: string[] = [];
  for (const part of path.split(isWindows ? /[\\/]+/ : /\/+/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return { isWindows, isAbsolute: isWindows || path.startsWith('/'), parts };
}

function isWithin(path: SplitPath, folder: SplitPath): boolean {
  if (path.isWindows !== folder.isWindows || path.isAbsolute !== folder.isAbsolute) return false;
  return folder.parts.every((part, index) => {
    const other = path.parts[index] ?? '';
    return path.isWindows ? part.toLowerCase() === other.toLowerCase() : part === other;
  });
}
