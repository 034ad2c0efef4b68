const BAR_CELLS = 30;

/** One line of a progress bar: `[#####-----] 17/60 28 %`; without a known total only the count. */
export function progressLine(label: string, done: number, total: number | null): string {
  if (total === null || total === 0) return `${label} ${done}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_CELLS);
  return `${label} [${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}] ${done}/${total} ${Math.floor(share * 100)} %`;
}
