import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/** Everything by which texts may name one person. */
export interface PersonNamed {
  readonly userId: number;
  readonly names: readonly string[];
}

/** Longer back nobody is looked for: log files reach no further. */
const AUDIT_DAYS = 120;
const MAX_PEOPLE = 1_000;

/** Users with their names, e-mail addresses and subjects at the provider; those who are no more as the audit log names them. */
export async function readPeople(db: Database): Promise<readonly PersonNamed[]> {
  const { rows } = await sql<PersonNamed>`
    select user_id as "userId", array_agg(distinct name) as names
    from (
      select id as user_id, name from app_user
      union all select id, email from app_user where email is not null
      union all select user_id, subject from user_identity
      union all select user_id, actor_name from audit_entry
        where user_id is not null and actor_kind = 'user' and at > now() - make_interval(days => ${AUDIT_DAYS}::int)
    ) as named
    group by user_id order by user_id limit ${MAX_PEOPLE}`.execute(db);
  return rows;
}
