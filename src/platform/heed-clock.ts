interface Executor {
  executeSql(text: string): Promise<unknown>;
}

/** Longer than the queue itself ever looks ahead: a second try waits for ten minutes at most. */
const AHEAD = "interval '15 minutes'";
/** What was noted as done cannot be later than now, but for the difference between two clocks. */
const DONE = "interval '1 minute'";

const VERSION_COLUMNS = ['cron_on', 'bam_on', 'flow_on'];
const QUEUE_COLUMNS = ['monitor_claim_on', 'monitor_on', 'maintain_on'];

const STATEMENTS = [
  ...VERSION_COLUMNS.map((name) => forget('version', name)),
  ...QUEUE_COLUMNS.map((name) => forget('queue', name)),
  `update pgboss.job set start_after = now() where state < 'active' and start_after > now() + ${AHEAD}`,
  `update pgboss.job set heartbeat_on = now() where state = 'active' and heartbeat_on > now() + ${DONE}`,
  // What follows the clock is sent once a minute; the minutes that come again are other ones.
  `delete from pgboss.job where state = 'completed' and singleton_on > now() at time zone 'utc' + ${DONE}`,
];

/**
 * After the clock was set back, much of the job queue would rest until the time comes that it was: nothing that follows
 * the clock would be started, no lost job given back. Whatever lies in the future without reason is taken back.
 */
export async function heedClock(db: Executor): Promise<void> {
  for (const statement of STATEMENTS) await db.executeSql(statement);
}

function forget(table: string, column: string): string {
  return `update pgboss.${table} set ${column} = null where ${column} > now() + ${DONE}`;
}
