import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { signedIn } from '../../../test/support/sessions.ts';
import { findUserByName } from '../../access/user-store.ts';
import { addApiKey } from '../../contract/api-keys.ts';
import { listAudit } from '../../contract/audit.ts';
import { addIndexer, changeIndexer } from '../../contract/indexers.ts';
import { addUser } from '../../contract/users.ts';

const SECRET = 'a-secret-of-the-user';

let app: TestApp;
let cookie: string;
let userId: number;

beforeAll(async () => {
  app = await startTestApp();
  cookie = await signedIn(app, 'Ada', 'administrator');
  userId = (await findUserByName(app.db, 'Ada'))?.id ?? 0;
});

afterAll(() => app[Symbol.asyncDispose]());

const list = (query: object = {}) => app.call(listAudit, { query });

describe('the audit log', () => {
  it('tells who changed what, with the names of the fields and never what they hold', async () => {
    const body = { kind: 'torznab' as const, name: 'Mine', url: 'http://127.0.0.1:1', api_key: SECRET };
    const { id } = await app.call(addIndexer, { body }, { cookie });
    await app.call(changeIndexer, { params: { id }, body: { api_key: `${SECRET}!` } }, { cookie });

    const { items } = await list({ limit: 2 });

    expect(items).toEqual([
      {
        id: expect.any(Number),
        at: expect.any(String),
        action: 'changeIndexer',
        sentence: `Ada changed an indexer (indexers/${id}).`,
        outcome: 'done',
        actor: { kind: 'user', name: 'Ada', user_id: userId, api_key_id: null },
        address: '127.0.0.1',
        request_id: expect.any(String),
        subject: `indexers/${id}`,
        detail: { fields: ['api_key'] },
      },
      expect.objectContaining({ action: 'addIndexer', subject: `indexers/${id}` }),
    ]);
    expect(JSON.stringify(await list({ limit: 200 }))).not.toContain(SECRET);
  });

  it('does not hold the key that was made, nor a password', async () => {
    const { key } = await app.call(addApiKey, { body: { name: 'Script', scope: 'read' } });
    await app.call(addUser, { body: { name: 'Eve', role: 'viewer', password: 'a password of Eve' } });

    const rows = await app.db.selectFrom('audit_entry').selectAll().execute();

    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['addApiKey', 'addUser']));
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(JSON.stringify(rows)).not.toContain('a password of Eve');
  });

  it('does not hold what was refused for want of rights or of sense', async () => {
    const before = (await list({ limit: 1 })).items[0]?.id;

    await refusalOf(app.call(addUser, { body: { name: '', role: 'viewer' } }));
    await refusalOf(app.call(addUser, { body: { name: 'X', role: 'viewer' } }, {}));

    expect((await list({ limit: 1 })).items[0]?.id).toBe(before);
  });

  it('has pages, newest first, of everything, of one action, one user or one outcome', async () => {
    const { items, total } = await list({ limit: 200, count: 'true' });
    expect(total).toBe(items.length);
    const page = await list({ limit: 2 });
    const next = await list({ limit: 200, cursor: page.next_cursor });
    expect([...page.items, ...next.items]).toEqual(items);

    const mine = await list({ user_id: userId, count: 'true' });
    expect(mine.items.map(({ action }) => action)).toEqual(['changeIndexer', 'addIndexer']);
    expect(mine.total).toBe(2);
    expect((await list({ action: 'addUser' })).items.map(({ action }) => action)).toEqual(['addUser']);
    expect((await list({ outcome: 'refused', count: 'true' })).total).toBe(0);
  });

  it('is for administrators', async () => {
    const member = await signedIn(app, 'Mia', 'member');

    expect((await refusalOf(app.call(listAudit, {}, { cookie: member }))).code).toBe('forbidden');
  });
});
