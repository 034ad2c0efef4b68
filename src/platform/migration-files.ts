import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('./migrations/', import.meta.url);

/** One step of the schema; both ways are SQL without a schema's name, run in one transaction. */
export interface Migration {
  /** `0001-foundations`; their order is that of the names. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
  /** Of `up`. */
  readonly checksum: string;
}

/** What the schema of a database cannot be brought to; says what to do. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault';
}

/** Every migration of this program, oldest first. */
export async function readMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  return Promise.all(
    (await namesIn(folder)).map(async (name) => {
      const up = await readFile(new URL(`${name}.up.sql`, folder), 'utf8');
      const down = await readFile(new URL(`${name}.down.sql`, folder), 'utf8');
      return { name, up, down, checksum: createHash('sha256').update(up).digest('hex') };
    }),
  );
}

/** How many migrations lie up to and with this one; 0 for null. */
export function levelOf(migrations: readonly Migration[], name: string | null): number {
  if (name === null) return 0;
  const place = migrations.findIndex((migration) => migration.name === name);
  if (place >= 0) return place + 1;
  throw new MigrationFault(
    `There is no migration ${name}. \`mamcrawler migrate status\` lists those that there are.`,
  );
}

const LONGEST_NAME = 60;

/** Writes the two files of the next number, to be filled in; answers its name and their paths. */
export async function createMigration(
  what: string,
  folder: URL = FOLDER,
): Promise<{ readonly name: string; readonly files: readonly string[] }> {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(what) || what.length > LONGEST_NAME) {
    throw new MigrationFault(
      `"${what}" cannot be a migration's name: say what it does in small letters, digits and single hyphens, ${LONGEST_NAME} characters at most: add-publisher.`,
    );
  }
  const names = await namesIn(folder);
  const same = names.find((name) => name.slice(NUMBER_LENGTH + 1) === what);
  if (same !== undefined)
    throw new MigrationFault(`There is the migration ${same} already: take another name.`);
  const number = Number(names.at(-1)?.slice(0, NUMBER_LENGTH) ?? 0) + 1;
  const name = `${String(number).padStart(NUMBER_LENGTH, '0')}-${what}`;
  const files = [
    await write(new URL(`${name}.up.sql`, folder), `-- ${what}: why, and what was not possible before.\n`),
    await write(new URL(`${name}.down.sql`, folder), `-- Takes back exactly what ${name}.up.sql did.\n`),
  ];
  return { name, files };
}

const NUMBER_LENGTH = 4;

async function namesIn(folder: URL): Promise<readonly string[]> {
  return (await readdir(folder))
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => file.slice(0, -'.up.sql'.length))
    .sort();
}

async function write(file: URL, text: string): Promise<string> {
  await writeFile(file, text, { flag: 'wx' });
  return fileURLToPath(file);
}
