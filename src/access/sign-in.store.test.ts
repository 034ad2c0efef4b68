import pino from 'pino';
import { describe, expect } from 'vitest';
import { PASSWORD } from '../../test/support/sessions.ts';
import { it, outcome, type SignInWorld, STAYS, STRANGER } from '../../test/support/sign-in-world.ts';
import { MINUTE_MS } from '../base/clock.ts';
import { TooManyRequests, Unauthorized } from '../base/errors.ts';
import { openDatabase } from '../platform/database.ts';
import { actorOfSession } from './session.ts';
import { signIn } from './sign-in.ts';
import { deleteStaleFailures, forgetFailures, isLocked, lockedAccounts } from './sign-in-failure-store.ts';
import { findUserByName, updateUser } from './user-store.ts';

async function audit(world: SignInWorld) {
  const rows = await world.database.database.selectFrom('audit_entry').selectAll().orderBy('id').execute();
  return rows.map(({ action, outcome: how, actor_kind, actor_name, subject, detail }) => ({
    action,
    how,
    who: `${actor_kind} ${actor_name}`,
    subject,
    detail,
  }));
}

describe('failed sign-ins', () => {
  it('are held back ever longer, and after ten the address waits 15 minutes', async ({ world }) => {
    await world.addUser('Ada');

    await world.fail(10);

    expect(world.waited).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
    const locked = await world.enter('Ada').catch((error: unknown) => error);
    expect(locked).toBeInstanceOf(TooManyRequests);
    expect(locked).toMatchObject({
      message: 'Too many failed sign-ins. Wait 15 minutes, or ask an administrator to unlock the account.',
      retryAfterSeconds: 900,
    });
    expect(world.waited).toHaveLength(8);
  });

  it('of before 15 minutes count no more, and attempts during the lock do not make it longer', async ({
    world,
  }) => {
    await world.addUser('Ada');
    await world.fail(10);
    world.later(10 * MINUTE_MS);
    await expect(world.enter('Ada')).rejects.toThrow('Wait 5 minutes, or ask');
    world.later(4.5 * MINUTE_MS);
    await expect(world.enter('Ada')).rejects.toThrow('Wait 1 minute, or ask');

    world.later(0.5 * MINUTE_MS);

    world.waited = [];
    await world.fail(2);
    expect(world.waited).toEqual([]);
    expect(await outcome(world.enter('Ada'))).toBe('in');
  });

  it('of strangers everywhere hold the owner back for 5 s at most, and STAYS keep them out', async ({
    world,
  }) => {
    await world.addUser('Ada');
    for (let n = 1; n <= 25; n += 1) await world.fail(1, 'Ada', { address: `198.51.100.${n}` });

    world.waited = [];
    expect(await outcome(world.enter('Ada'))).toBe('in');

    expect(world.waited).toEqual([5000]);
  });

  it('cannot be hurried by many at once: ten are looked at, the others are not', async ({ world }) => {
    await world.addUser('Ada');

    const outcomes = await Promise.all(
      Array.from({ length: 24 }, () => outcome(world.enter('Ada', 'wrong'))),
    );

    expect(outcomes.filter((each) => each === 'wrong')).toHaveLength(10);
    expect(outcomes.filter((each) => each === 'locked')).toHaveLength(14);
  });

  it('count for the account however its name is written, and for no other', async ({ world }) => {
    await world.addUser('Ada');
    await world.addUser('Eve');
    await world.fail(5, 'Ada');
    await world.fail(5, ' ADA ');

    expect([await outcome(world.enter('ada')), await outcome(world.enter('Eve'))]).toEqual(['locked', 'in']);
  });

  it('end with a success from the same address; those from elsewhere still count', async ({ world }) => {
    await world.addUser('Ada');
    await world.fail(5);
    await world.fail(3, 'Ada', { address: '198.51.100.1' });

    expect(await outcome(world.enter('Ada'))).toBe('in');

    world.waited = [];
    await world.fail(2);
    // Three failures from elsewhere are left, for the account from everywhere.
    expect(world.waited).toEqual([1000, 2000]);
    world.waited = [];
    await world.fail(1, 'Ada', { address: '198.51.100.1' });
    expect(world.waited).toEqual([4000]);
  });

  it('of strangers are not forgiven by a known device that comes in: its own never counted among them', async ({
    world,
  }) => {
    await world.addUser('Ada');
    const { deviceCookie } = await world.enter('Ada');
    for (let n = 1; n <= 4; n += 1) await world.fail(1, 'Ada', { address: `198.51.100.${n}` });
    await world.fail(3, 'Ada', { deviceCookie });

    expect(await outcome(world.enter('Ada', PASSWORD, { deviceCookie }))).toBe('in');

    world.waited = [];
    await world.fail(1, 'Ada', { address: '198.51.100.5' });
    expect(world.waited).toEqual([2000]);
  });

  it('are none where every sign-in succeeds', async ({ world }) => {
    await world.addUser('Ada');

    for (let n = 0; n < 12; n += 1) expect(await outcome(world.enter('Ada'))).toBe('in');

    expect(world.waited).toEqual([]);
  });

  it('are forgotten for everybody where an administrator unlocks the account', async ({ world }) => {
    const db = world.database.database;
    await world.addUser('Ada');
    await world.addUser('Eve');
    await world.fail(10);
    await world.fail(9, 'Eve');
    expect(await lockedAccounts(db, world.now, ['Ada', 'Eve', 'Ida'])).toEqual(new Set(['Ada']));

    await db.transaction().execute((tx) => forgetFailures(tx, 'ADA'));

    expect(await isLocked(db, world.now, 'Ada')).toBe(false);
    world.waited = [];
    expect(await outcome(world.enter('Ada'))).toBe('in');
    expect(world.waited).toEqual([]);
  });

  it('leave the table when they count no more', async ({ world }) => {
    const left = () => world.database.database.selectFrom('sign_in_failure').select('failures').execute();
    await world.fail(3, 'Eve');
    world.later(15 * MINUTE_MS - 1);
    await deleteStaleFailures(world.database.database, world.now);
    // From the address, from everywhere, and that it was noted.
    expect(await left()).toHaveLength(3);

    world.later(1);
    await deleteStaleFailures(world.database.database, world.now);

    expect(await left()).toEqual([]);
  });
});

describe('who may not come in', () => {
  it.beforeEach(async ({ world }) => {
    await world.addUser('Ada');
    await world.addUser('Nopassword', null);
    const { id } = await world.addUser('Disabled');
    await world.database.database.transaction().execute((tx) => updateUser(tx, id, { enabled: false }));
  });

  const CASES: readonly (readonly [string, string])[] = [
    ['Ada', 'wrong'],
    ['Nobody', PASSWORD],
    ['Nopassword', ''],
    ['Nopassword', PASSWORD],
    ['Disabled', PASSWORD],
    ['Disabled', 'wrong'],
  ];

  it.for(CASES)('as %s with %j is told the same', async ([name, password], { world }) => {
    const error = await world.enter(name, password).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Unauthorized);
    expect(error).toMatchObject({ message: 'The name or the password is wrong.', context: null });
  });

  it('is told so after the same work: the same statements and one computed password', async ({ world }) => {
    const traces: unknown[] = [];
    // The last one is no longer noted: the address tried a name that nobody has before.
    for (const [name, password] of [...CASES, ['Nobody again', PASSWORD] as const]) {
      const said: string[] = [];
      const log = pino({ level: 'debug' }, { write: (line: string) => void said.push(JSON.parse(line).sql) });
      const watched = openDatabase({
        connection: world.database.connection,
        log,
        slowQueryMs: Number.POSITIVE_INFINITY,
      });
      let computed = 0;
      const counting = {
        ...world.needs.passwords,
        isRight: async (given: string, hash: string | null) => {
          computed += 1;
          return world.needs.passwords.isRight(given, hash);
        },
      };
      const visitor = {
        ...STRANGER,
        deviceCookie: 'd'.repeat(43),
        address: `203.0.113.${traces.length % (CASES.length - 1)}`,
      };
      const attempt = signIn(
        { ...world.needs, db: watched, passwords: counting },
        { name, password },
        visitor,
        STAYS,
      );
      expect(await outcome(attempt)).toBe('wrong');
      await watched.destroy();
      traces.push({ said, computed });
    }

    expect(traces[0]).toMatchObject({ computed: 1 });
    for (const trace of traces) expect(trace).toEqual(traces[0]);
  });

  it('is locked out of a name that nobody has as well', async ({ world }) => {
    await world.fail(10, 'Nobody');

    expect(await outcome(world.enter('Nobody'))).toBe('locked');
  });

  it('leaves nothing of what was typed: people type their password where the name belongs', async ({
    world,
  }) => {
    const typed = 'zebra-umbrella-42';
    await world.fail(10, typed);
    await outcome(world.enter(typed));

    const tables = ['audit_entry', 'sign_in_failure', 'known_device', 'session'] as const;
    const stored = await Promise.all(
      tables.map((table) => world.database.database.selectFrom(table).selectAll().execute()),
    );

    expect(JSON.stringify(stored[0])).toContain('unknown name');
    expect(JSON.stringify(stored)).not.toContain('zebra');
  });
});

describe('signing in', () => {
  it('ends the session that the browser came with, and notes when', async ({ world }) => {
    const ada = await world.addUser('Ada');
    await world.addUser('Eve');
    const before = await world.enter('Eve');

    const { session, user } = await world.enter('Ada', PASSWORD, { sessionCookie: before.session.cookie });

    expect(user).toEqual({ id: ada.id, name: 'Ada', role: 'member' });
    const actorOf = (cookie: string) => actorOfSession(world.needs, world.database.database, cookie);
    expect(await actorOf(before.session.cookie)).toEqual({ kind: 'nobody' });
    expect(await actorOf(session.cookie)).toMatchObject({ userId: ada.id });
    const row = await world.database.database
      .selectFrom('app_user')
      .select('signed_in_at')
      .where('id', '=', ada.id)
      .executeTakeFirstOrThrow();
    expect(row.signed_in_at).toEqual(world.now);
    expect(await findUserByName(world.database.database, 'Ada')).toMatchObject({ id: ada.id });
  });

  it('stands in the audit log, with what was refused and why', async ({ world }) => {
    const { id } = await world.addUser('Ada');
    await world.enter('Ada');
    await world.fail(10);
    await outcome(world.enter('Ada'));
    await world.fail(1, 'Eve');

    const entries = await audit(world);

    const refused = { action: 'signIn', how: 'refused', who: 'nobody nobody', subject: `users/${id}` };
    expect(entries).toEqual([
      { action: 'signIn', how: 'done', who: 'user Ada', subject: `users/${id}`, detail: {} },
      ...Array.from({ length: 10 }, () => ({ ...refused, detail: { reason: 'wrong password' } })),
      {
        action: 'lockAccount',
        how: 'done',
        who: 'program program',
        subject: `users/${id}`,
        detail: { minutes: 15 },
      },
      { ...refused, subject: null, detail: { reason: 'unknown name' } },
    ]);
  });

  it('with names that nobody has stands there once in 15 minutes for each address', async ({ world }) => {
    for (let n = 0; n < 24; n += 1) await world.fail(1, `Nobody ${n}`);
    await world.fail(1, 'Nobody', { address: '2001:db8::1' });
    await world.fail(1, 'Nobody', { address: '2001:db8::2' });
    world.later(15 * MINUTE_MS - 1);
    await world.fail(10, 'Eve');
    await world.fail(10, 'Ida');
    expect((await audit(world)).map(({ action }) => action)).toEqual(['signIn', 'signIn', 'lockAccount']);

    world.later(1);
    await world.fail(1, 'Nobody');

    const refused = { action: 'signIn', how: 'refused', who: 'nobody nobody', subject: null };
    const entries = await audit(world);
    expect(entries.filter(({ action }) => action === 'signIn')).toEqual(
      Array.from({ length: 3 }, () => ({ ...refused, detail: { reason: 'unknown name' } })),
    );
  });
});
