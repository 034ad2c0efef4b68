/** Where a key leads from a cell of a grid, counted from 0 row by row; null where it leads nowhere. */
export function stepInGrid(key: string, from: number, columns: number, count: number): number | null {
  const step = stepOf(key, columns);
  if (Number.isNaN(from) || step === null) return null;
  const to = from + step;
  return to < 0 || to >= count ? null : to;
}

function stepOf(key: string, columns: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return 1;
    case 'ArrowLeft':
      return -1;
    case 'ArrowDown':
      return columns;
    case 'ArrowUp':
      return -columns;
    default:
      return null;
  }
}
