import { type Config, readConfig } from './platform/config.ts';
import { makeDataFolder } from './platform/data-folder.ts';
import { ROOT } from './root.ts';

/** The configuration, with its data folder made. Throws ConfigFault, and Conflict where the folder cannot be used. */
export async function readOwnConfig(): Promise<Config> {
  const config = readConfig(ROOT);
  await makeDataFolder(config.dataDir);
  return config;
}
