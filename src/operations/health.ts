import { sql } from 'kysely';
import { messageOf } from '../base/errors.ts';
import { readEnabledDownloadClients } from '../downloads/download-client-store.ts';
import { readEnabledIndexers } from '../indexers/indexer-store.ts';
import type { Database } from '../platform/database.ts';

export type Status = 'healthy' | 'degraded' | 'unhealthy';

export interface ServiceHealth {
  readonly status: Status;
  readonly database?: 'connected' | 'disconnected';
  readonly detail?: string;
  readonly error?: string;
  readonly what_to_do?: string;
}

export interface Health {
  readonly status: Status;
  readonly services: Record<string, ServiceHealth>;
}

/** What works and what does not. Services outside are told from their last use; nobody is asked for it. */
export async function checkHealth(db: Database): Promise<Health> {
  const database = await checkDatabase(db);
  if (database.status !== 'healthy') return { status: 'degraded', services: { database } };
  const [indexers, clients] = await Promise.all([readEnabledIndexers(db), readEnabledDownloadClients(db)]);
  const services = {
    database,
    indexers: summarise(indexers, 'indexer'),
    download_clients: summarise(clients, 'download client'),
  };
  const isDegraded = Object.values(services).some(({ status }) => status !== 'healthy');
  return { status: isDegraded ? 'degraded' : 'healthy', services };
}

async function checkDatabase(db: Database): Promise<ServiceHealth> {
  try {
    const { rows } = await sql<{
      version: string;
    }>`select current_setting('server_version') as version`.execute(db);
    return { status: 'healthy', database: 'connected', detail: `PostgreSQL ${rows[0]?.version ?? ''}` };
  } catch (error) {
    return {
      status: 'unhealthy',
      database: 'disconnected',
      error: messageOf(error),
      what_to_do:
        'An embedded database is restarted by itself within seconds; a server of your own must be started by you.',
    };
  }
}

function summarise(
  services: readonly { readonly name: string; readonly lastError: string | null }[],
  what: string,
): ServiceHealth {
  const failing = services.filter(({ lastError }) => lastError !== null);
  if (failing.length === 0)
    return { status: 'healthy', detail: `${services.length} ${what}${services.length === 1 ? '' : 's'}` };
  return {
    status: failing.length === services.length ? 'unhealthy' : 'degraded',
    error: failing.map(({ name, lastError }) => `${name}: ${lastError}`).join(' '),
    what_to_do: `Test it in the settings, and mend what the test says.`,
  };
}
