/** The number of a backup; null for what is the path of an archive. */
export function backupIdOf(named: string): number | null {
  return /^[1-9]\d{0,8}$/.test(named) ? Number(named) : null;
}
