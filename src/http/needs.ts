import type { Readable } from 'node:stream';
import type { KnownCallers } from '../access/known-callers.ts';
import type { OidcProvider } from '../access/oidc/oidc-provider.ts';
import type { Passwords } from '../access/password.ts';
import type { SignInWaiting } from '../access/sign-in-waiting.ts';
import type { Announce } from '../activity/facts.ts';
import type { LiveEvents } from '../activity/live-events.ts';
import type { Clock } from '../base/clock.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import type { Indexers } from '../indexers/indexers.ts';
import type { Covers } from '../library/covers.ts';
import type { BackupNeeds } from '../operations/backups/backup-needs.ts';
import type { CheckQueue } from '../operations/check-queue.ts';
import type { ErrorCollector } from '../operations/collect-errors.ts';
import type { Doctor } from '../operations/doctor/create-doctor.ts';
import type { LogLevelControl } from '../operations/log-level.ts';
import type { SubjectMetrics } from '../operations/measure-subjects.ts';
import type { HealthWatch } from '../operations/watch-health.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { RateLimiter } from '../platform/rate-limiter.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { LoadWatch } from './refuse-when-full.ts';

type OfConfig = Pick<
  Config,
  'role' | 'basePath' | 'publicUrl' | 'rateLimits' | 'trustedProxies' | 'corsOrigins' | 'metricsNetworks'
>;

/** What the HTTP side is built from. */
export interface HttpNeeds extends OfConfig {
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
  readonly knownCallers: KnownCallers;
  readonly passwords: Passwords;
  readonly signInWaiting: SignInWaiting;
  readonly oidc: OidcProvider | null;
  readonly version: string;
  /** The built web client. */
  readonly webDir: string;
  /** Folders in which no library may lie. */
  readonly ownFolders: readonly string[];
  readonly checkReplies: boolean;
  readonly rateLimiter: RateLimiter;
  readonly load: Pick<LoadWatch, 'isFull'>;
  readonly metrics: Metrics;
  readonly subjectMetrics: SubjectMetrics;
  readonly health: HealthWatch;
  readonly backups: BackupNeeds;
  readonly errors: Pick<ErrorCollector, 'note'>;
  readonly doctor: Doctor;
  readonly checkQueue: CheckQueue;
  /** A ZIP file as it is made. */
  makeSupportBundle(): Promise<Readable>;
  readonly logLevel: LogLevelControl;
  /** Aborted when the process is about to stop: it still answers, and asks everybody to go elsewhere. */
  readonly leaving: AbortSignal;
}
