/** More processes than this keep no disk busier. */
const MOST_LANES = 4;
/** Of an answer, against all before it. */
const WEIGHT = 0.2;

/** How many reading processes a disk and the cores are worth. */
export interface LaneCount {
  readonly now: number;
  /** `share`: of the time that an answer took, how much passed waiting for the disk, from 0 to 1. */
  note(share: number): void;
}

/** One core is left to everything else; the more of their time the processes wait for the disk, the more there are. */
export function createLaneCount(cores: number): LaneCount {
  const busy = Math.min(2, Math.max(1, cores - 1));
  let waiting = 0;
  return {
    get now() {
      return Math.min(MOST_LANES, Math.max(busy, Math.round(busy / Math.max(1 - waiting, 0.01))));
    },
    note(share) {
      waiting += WEIGHT * (share - waiting);
    },
  };
}
