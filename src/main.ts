import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type App, type AppOptions, startApp } from './app.ts';
import { messageOf } from './base/errors.ts';
import { finishKeyChange } from './finish-key-change.ts';
import { firstSteps } from './first-steps.ts';
import { stopListening } from './http/stop-listening.ts';
import { noteSigningKey } from './note-signing-key.ts';
import { settingsOf } from './operations/archive/settings-of.ts';
import type { Config } from './platform/config.ts';
import { connectionOf } from './platform/connection-of.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { keepSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { type Log, openLog } from './platform/log.ts';
import { reachDatabase } from './platform/reach-database.ts';
import { type SecretKeys, secretKeysOf } from './platform/secret-keys.ts';
import { readVersion } from './platform/version.ts';
import { readOwnConfig } from './read-own-config.ts';
import { ROOT } from './root.ts';
import { serveLibrary } from './serve-library.ts';
import { stopSignal } from './stop-signal.ts';

/** Starts the program, serves until a signal and stops it; throws, with a sentence, what keeps it from starting. */
export async function main(folder: string | null): Promise<void> {
  const stopping = stopSignal();
  const config = await readOwnConfig();
  await using ending = new AsyncDisposableStack();
  const log = await openLog({
    level: config.logLevel,
    terminalLevel: config.logLevelGiven ? config.logLevel : 'warn',
    dir: config.logDir,
  });
  for (const warning of config.warnings) log.warn(warning);
  const secretsFile = secretsFileOf(config.dataDir);
  const kept = await keepSecrets(secretsFile);
  const keys = secretKeysOf(config, kept);
  const told = new AbortController();
  stopping.then(
    () => told.abort(),
    () => {},
  );
  const options = { ...(await appOptions(config, keys, log, ending)), signal: told.signal, say };
  const started = await startApp(options).catch((error: unknown) => {
    // Told to stop while it waited for the schema: nothing has begun.
    if (error === told.signal.reason) return null;
    throw error;
  });
  if (started === null) return;
  const app = ending.use(started);
  await finishKeyChange({ ...app.needs, config, kept, secretsFile });
  await noteSigningKey(app.needs);
  const address = await listen(app, config);
  const { dataDir, apiKey, previousApiKey, publicUrl, databaseUrl } = config;
  const isTerminal = process.stdout.isTTY === true;
  const lines = await firstSteps({
    ...app.needs,
    dataDir,
    apiKey,
    previousApiKey,
    isAlone: databaseUrl === null,
    address: publicUrl ?? address,
    isTerminal,
  });
  // Whoever waits for the address may use the key at once.
  for (const line of [`MAMcrawler is at ${address}`, ...lines]) say(line);
  log.info({ address, version: app.needs.version }, 'started');

  if (folder !== null) {
    // The page is served already; a folder that cannot be a library is no reason to stop serving.
    serveLibrary(app, folder)
      .catch(messageOf)
      .then(say, () => {});
  }
  const signal = await stopping;
  log.info({ signal, drain_seconds: config.drainSeconds }, 'stopping');
  app.leave();
  if (config.drainSeconds > 0) {
    await wait(config.drainSeconds * 1000);
    await stopListening(app.server.server);
  }
}

async function appOptions(config: Config, keys: SecretKeys, log: Log, ending: AsyncDisposableStack) {
  const { connection, embedded } = await connect(config, log, ending);
  return {
    ...config,
    config,
    ...keys,
    connection,
    embedded,
    log,
    settings: settingsOf(config),
    webDir: join(ROOT, 'web', 'dist'),
    version: await readVersion(ROOT),
    isAlone: config.databaseUrl === null,
    checkReplies: config.environment === 'test',
  };
}

async function connect(
  { databaseUrl, dataDir, runtimeDir }: Config,
  log: Log,
  ending: AsyncDisposableStack,
): Promise<Pick<AppOptions, 'connection' | 'embedded'>> {
  if (databaseUrl !== null) {
    await reachDatabase(databaseUrl);
    return {
      connection: connectionOf(databaseUrl, (fault) => log.error({ fault }, 'several databases take writes')),
      embedded: null,
    };
  }
  const embedded = ending.use(
    await startEmbeddedPostgres({
      dataDir,
      runtimeDir,
      log: (message, fields) => log.debug({ ...fields }, message),
      onLoss: () => log.warn('the embedded database has ended by itself and is being brought back'),
      onRestart: () => log.warn('the embedded database is back'),
    }),
  );
  return { connection: { ...embedded.connection }, embedded: embedded.state };
}

/** Listens, and answers where a browser finds it. */
async function listen({ server }: App, { port, host, basePath }: Config): Promise<string> {
  try {
    await server.listen({ port, host: host ?? everyAddress() });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} is taken by another program. Stop it, or start MAMcrawler with another one: PORT=8001 npm start`,
        { cause: error },
      );
    }
    if (code === 'EACCES')
      throw new Error(`Port ${port} may only be used by root. Take one above 1024.`, { cause: error });
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`HOST=${host} is no address of this machine.`, { cause: error });
    throw error;
  }
  const bound = server.server.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  const name =
    host === null || host === '0.0.0.0' || host === '::'
      ? 'localhost'
      : host.includes(':')
        ? `[${host}]`
        : host;
  return `http://${name}:${boundPort}${basePath}`;
}

/** IPv6 and IPv4 at once, where the machine has the first. */
function everyAddress(): string {
  const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ family }) => family === 'IPv6'),
  );
  return hasIpv6 ? '::' : '0.0.0.0';
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
