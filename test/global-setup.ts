import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './support/test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServer: Pick<TestServer, 'connection' | 'asCopy'>;
  }
}

/** Starts one PostgreSQL for the whole run, with the first project of it that needs one. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if ('testServer' in project.getProvidedContext()) return undefined;
  const server = await startTestServer();
  project.vitest.provide('testServer', { connection: server.connection, asCopy: server.asCopy });
  return async () => server[Symbol.asyncDispose]();
}
