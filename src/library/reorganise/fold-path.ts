/** Equal for paths that some file systems take for one. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
