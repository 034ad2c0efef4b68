import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { traced } from '../platform/trace.ts';
import { forgetOldAuditEntries, listAuditEntries } from './audit-store.ts';
import { type AuditNote, recordAudit } from './record-audit.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

const NOTE: AuditNote = {
  action: 'lockAccount',
  outcome: 'done',
  actor: { kind: 'program' },
  address: null,
  subject: 'indexers/3',
};

async function newest() {
  const { items } = await listAuditEntries(database.database, { limit: 1 });
  return items[0];
}

describe('an entry of the audit log', () => {
  it.each<[AuditNote['actor'], object]>([
    [
      { kind: 'user', userId: 7, name: 'Ada', role: 'administrator', sessionId: 1, expiresAt: new Date() },
      { actor_kind: 'user', actor_name: 'Ada', user_id: 7, api_key_id: null },
    ],
    [
      {
        kind: 'api_key',
        keyId: 3,
        name: 'Script',
        userId: 7,
        role: 'member',
        scope: 'read',
        expiresAt: null,
      },
      { actor_kind: 'api_key', actor_name: 'Script', user_id: 7, api_key_id: 3 },
    ],
    [{ kind: 'nobody' }, { actor_kind: 'nobody', actor_name: 'nobody', user_id: null, api_key_id: null }],
    [{ kind: 'program' }, { actor_kind: 'program', actor_name: 'program', user_id: null, api_key_id: null }],
  ])('names who did what, from where and on which request: %#', async (actor, expected) => {
    const detail = { fields: ['name'] };
    await traced('req-1', () =>
      recordAudit(database.database, { ...NOTE, actor, address: '192.0.2.7', detail }),
    );

    expect(await newest()).toEqual({
      id: expect.any(Number),
      at: expect.any(Date),
      action: 'lockAccount',
      outcome: 'done',
      address: '192.0.2.7',
      request_id: 'req-1',
      subject: 'indexers/3',
      detail,
      ...expected,
    });
  });

  it('is taken back with the transaction that it is part of', async () => {
    const before = await newest();

    await database.database
      .transaction()
      .execute(async (tx) => {
        await recordAudit(tx, NOTE);
        throw new Error('taken back');
      })
      .catch(() => {});

    expect(await newest()).toEqual(before);
  });

  it.each([
    `update audit_entry set actor_name = 'Eve'`,
    `update audit_entry set at = now() - interval '3 years'`,
    'delete from audit_entry',
    'truncate audit_entry',
  ])('cannot be changed: %s', async (statement) => {
    await recordAudit(database.database, NOTE);
    const before = await newest();

    await expect(sql.raw(statement).execute(database.database)).rejects.toThrow(
      'The audit log is append-only.',
    );

    expect(await newest()).toEqual(before);
  });

  it('is forgotten after two years, not before', async () => {
    await using own = await createTestDatabase();
    const ages = ['731 days', '729 days', '0 days'];
    for (const age of ages) {
      await sql`insert into audit_entry (action, outcome, actor_kind, actor_name, at)
        values (${age}, 'done', 'program', 'program', now() - ${age}::interval)`.execute(own.database);
    }
    const left = async () => {
      const { items } = await listAuditEntries(own.database, { limit: 10 });
      return items.map(({ action }) => action);
    };

    await forgetOldAuditEntries(own.database);

    expect(await left()).toEqual(['0 days', '729 days']);
  });
});
