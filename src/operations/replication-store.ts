import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/** The standbys that stream from the database, and how far the one that is furthest behind lags. */
export interface Replication {
  readonly replicas: number;
  /** Null where there is none. */
  readonly lagBytes: number | null;
  readonly lagSeconds: number | null;
}

/**
 * Null where the user of the database may not see it: that takes the role `pg_monitor` (or `pg_read_all_stats`).
 * What only receives the log (`pg_receivewal`), copies (`pg_basebackup`) or subscribes replays nothing: no standby.
 */
export async function readReplication(db: Database): Promise<Replication | null> {
  const { rows } = await sql<Replication & { readonly maySee: boolean }>`
    select
      pg_has_role(current_user, 'pg_read_all_stats', 'usage') as "maySee",
      count(pid) as replicas,
      max(pg_wal_lsn_diff(
        case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, replay_lsn
      ))::float8 as "lagBytes",
      max(coalesce(extract(epoch from replay_lag), 0))::float8 as "lagSeconds"
    from pg_stat_replication
    where state in ('streaming', 'catchup') and replay_lsn is not null
      and pid not in (
        select active_pid from pg_replication_slots where slot_type = 'logical' and active_pid is not null
      )`.execute(db);
  const [row] = rows;
  if (row === undefined || !row.maySee) return null;
  const { replicas, lagBytes, lagSeconds } = row;
  return { replicas, lagBytes: lagBytes === null ? null : Math.max(0, lagBytes), lagSeconds };
}
