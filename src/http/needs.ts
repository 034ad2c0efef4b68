import type { Announce } from '../activity/facts.ts';
import type { LiveEvents } from '../activity/live-events.ts';
import type { Clock } from '../base/clock.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import type { Indexers } from '../indexers/indexers.ts';
import type { Covers } from '../library/covers.ts';
import type { Database } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { SecretBox } from '../platform/secret-box.ts';

/** What the HTTP side is built from. */
export interface HttpNeeds {
  readonly db: Database;
  readonly send: SendJob;
  readonly announce: Announce;
  readonly live: LiveEvents;
  readonly clock: Clock;
  readonly log: Log;
  readonly secretBox: SecretBox;
  readonly indexers: Indexers;
  readonly downloadClients: DownloadClients;
  readonly covers: Covers;
  readonly signingKey: string;
  readonly version: string;
  /** Begins and ends with a slash. */
  readonly basePath: string;
  /** The built web client. */
  readonly webDir: string;
  /** Folders in which no library may lie. */
  readonly ownFolders: readonly string[];
  readonly checkReplies: boolean;
}
