import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigFault, readConfig } from '../../src/platform/config.ts';

/** Where a configuration is read of which nothing stands in files so far. */
export interface ConfigFolder extends AsyncDisposable {
  readonly path: string;
  /** What is said of the configuration; empty where nothing is wrong. */
  faultsOf(environment: Readonly<Record<string, string | undefined>>): string;
}

export const LONG_SECRET = 'a secret of more than thirty-two characters';

/** The least that production demands. */
export const PRODUCTION = {
  ENV: 'production',
  API_KEY: LONG_SECRET,
  SECRET_KEY: LONG_SECRET,
  JWT_SECRET_KEY: LONG_SECRET,
};

export async function makeConfigFolder(): Promise<ConfigFolder> {
  const path = await mkdtemp(join(tmpdir(), 'config-'));
  return {
    path,
    faultsOf(environment) {
      try {
        readConfig(path, environment);
      } catch (error) {
        if (error instanceof ConfigFault) return error.message;
        throw error;
      }
      return '';
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
