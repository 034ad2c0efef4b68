import type { Database } from '../platform/database.ts';

/** The ids of a user's sessions or devices that were seen last, so many. */
export function lastSeen(db: Database, table: 'session' | 'known_device', userId: number, count: number) {
  return db
    .selectFrom(table)
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count);
}
