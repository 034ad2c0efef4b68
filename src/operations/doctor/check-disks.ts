import { checkDisk } from '../check-disk.ts';
import type { PlaceReading } from '../disk-space.ts';
import { type Check, fault, ok, warning } from './check.ts';

const FEW_INODES = 10_000;

/** Room and inodes of each place, by the same measure as the health of the running program. */
export function judgeDisks(readings: readonly PlaceReading[]): readonly Check[] {
  return readings.map(judge);
}

function judge(place: PlaceReading): Check {
  const { name, path, reading } = place;
  const health = checkDisk([place]);
  if (health.error !== undefined) {
    const [detail, whatToDo] = [`${health.error} (${path})`, health.what_to_do ?? ''];
    return reading.state === 'read' ? warning('disk', detail, whatToDo) : fault('disk', detail, whatToDo);
  }
  if (reading.state === 'read' && reading.freeInodes !== null && reading.freeInodes < FEW_INODES) {
    return warning(
      'disk',
      `${name} has room for only ${reading.freeInodes.toLocaleString('en')} more files (inodes).`,
      'Remove many small files there, or make the file system anew with more inodes.',
    );
  }
  return ok('disk', health.detail ?? name);
}
