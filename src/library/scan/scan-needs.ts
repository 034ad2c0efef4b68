import type { Announce } from '../../activity/facts.ts';
import type { Clock } from '../../base/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { AudioReader } from '../audio-reader.ts';

export interface ScanNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly reader: AudioReader;
}
