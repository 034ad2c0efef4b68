import { join } from 'node:path';
import { startDebianPostgres } from '../test/support/debian-postgres.ts';
import { freePort } from '../test/support/free-port.ts';
import { startNginx } from '../test/support/nginx.ts';
import { asAdministrator, startProgram } from '../test/support/program.ts';
import { makeScratchFolder } from '../test/support/scratch-folder.ts';
import { makeSchema, partOf } from '../test/support/several-processes.ts';
import { startLoad } from '../test/support/steady-load.ts';
import { type Drill, expectTrue } from './drill.ts';
import { QUIET } from './household.ts';

/** Two web processes behind nginx are restarted one after the other, again and again, while people read and write. */
export const rollingRestart: Drill = async ({ isShort }) => {
  const rounds = isShort ? 2 : 45;
  using scratch = makeScratchFolder();
  await using postgres = await startDebianPostgres();
  await makeSchema(postgres.url, join(scratch.path, 'migrate'));
  const ports = [await freePort(), await freePort()];
  const start = (port: number) =>
    startProgram({
      dataDir: join(scratch.path, `web-${port}`),
      environment: {
        ...QUIET,
        ...partOf(postgres.url, 'web'),
        PORT: String(port),
        DRAIN_SECONDS: '1',
        TRUSTED_PROXIES: '127.0.0.1',
      },
    });
  const webs = await Promise.all(ports.map(start));
  await using nginx = await startNginx(ports);
  const { baseUrl, headers = {} } = asAdministrator(nginx);
  const load = startLoad(baseUrl, headers, { readers: 2, writers: 4 });
  try {
    for (let restart = 0; restart < 2 * rounds; restart += 1) {
      const [which, port = 0] = [restart % 2, ports[restart % 2]];
      await webs[which]?.stop();
      webs[which] = await start(port);
    }
  } finally {
    await load.stop();
    await Promise.all(webs.map((web) => web.stop()));
  }
  const { answered, written, failures } = load;
  expectTrue(`no request failed: ${failures.join(' | ')}`, failures.length === 0);
  const happened = `${2 * rounds} restarts under ${answered} requests, of which ${written.length} wrote: none failed`;
  return [{ drill: 'Rolling restart behind nginx', happened, seconds: null }];
};
