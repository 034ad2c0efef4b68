import { fileNameOf } from '../../format.ts';

/** The path of a file below that of its item. */
export function pathInItem(path: string, itemPath: string): string {
  if (path === itemPath) return fileNameOf(path);
  if (path.startsWith(`${itemPath}/`)) return path.slice(itemPath.length + 1);
  // Discs beside each other are an item whose path no folder bears.
  const above = itemPath.slice(0, itemPath.lastIndexOf('/') + 1);
  return path.startsWith(above) ? path.slice(above.length) : path;
}
