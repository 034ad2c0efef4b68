import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';
import { keepAdministratorKey } from '../src/access/api-keys.ts';
import { startApp } from '../src/app.ts';
import { listBooks } from '../src/contract/books.ts';
import { writePage } from '../src/http/present.ts';
import { browseBooks } from '../src/library/browse-books.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { openLog } from '../src/platform/log.ts';
import { testAppOptions } from '../test/support/app-options.ts';
import { signInAdministrator } from '../test/support/sessions.ts';

/**
 * The program as in production, and beside it a bare route with the same query, in one process. Tells its parent
 * where they are and ends when its input does.
 */
const [dataDir = ''] = process.argv.slice(2);
const API_KEY = 'key-of-the-administrator-of-a-program-under-test';

await using embedded = await startEmbeddedPostgres({ dataDir, log: () => {} });
const log = await openLog({ level: 'info', terminalLevel: 'silent', dir: join(dataDir, 'logs') });
await using app = await startApp({
  ...testAppOptions(dataDir),
  connection: { ...embedded.connection },
  log,
  checkReplies: false,
});
await keepAdministratorKey(app.needs, { current: API_KEY, previous: null, isAlone: true });
const { cookie } = await signInAdministrator(app, 'ada');

const bare = Fastify();
bare.get(listBooks.path, async (_, reply) =>
  reply
    .type('application/json; charset=utf-8')
    .send(writePage(await browseBooks(app.db, { limit: 50, sort: 'title' }), ({ json }) => json)),
);
const addresses = {
  bare: await bare.listen({ host: '127.0.0.1', port: 0 }),
  program: await app.server.listen({ host: '127.0.0.1', port: 0 }),
};
process.send?.({ ...addresses, apiKey: API_KEY, cookie });
await text(process.stdin);
await bare.close();
process.disconnect();
