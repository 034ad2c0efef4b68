import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { withOwnDatabase } from './own-database.ts';
import { readConfig } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { migrateDown, migrateUp, migrationStatus } from './platform/migrate.ts';

/** The program's own folder. */
const ROOT = resolve(import.meta.dirname, '..');

interface DownOptions {
  readonly to?: string;
  readonly all?: boolean;
}

/**
 * `migrate up|down|status`: changes the schema of the database that the configuration names, without a server.
 * Answers the exit status; throws, with a sentence, what cannot be done.
 */
export async function runMigrateCommand(args: readonly string[]): Promise<number> {
  try {
    await migrateProgram().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function migrateProgram(): Command {
  const program = new Command('mamcrawler migrate')
    .description(
      'Changes the schema of the database. The embedded one must not be in use: stop the server first.',
    )
    .exitOverride();
  program
    .command('up')
    .description('Applies every migration that is missing; a start of the server does the same.')
    .action(() => withDatabase(async (db) => say('Applied', await migrateUp(db))));
  program
    .command('down')
    .description('Takes the newest migration back, and with it what its tables hold. Make a backup first.')
    .option('--to <name>', 'takes back all that are newer than this one')
    .option('--all', 'takes back every one, and with them everything')
    .action((options: DownOptions) =>
      withDatabase(async (db) => say('Took back', await migrateDown(db, await newestToKeep(db, options)))),
    );
  program
    .command('status')
    .description('Lists the migrations of this version and whether the database has them.')
    .option('--json', 'prints the list as JSON')
    .action(({ json }: { json?: boolean }) =>
      withDatabase(async (db) => {
        const migrations = await migrationStatus(db);
        if (json === true) print(JSON.stringify({ items: migrations }, null, 2));
        else for (const { name, applied } of migrations) print(`${applied ? 'applied' : 'missing'}  ${name}`);
      }),
    );
  return program;
}

/** Null: none is kept. */
async function newestToKeep(db: Database, { to, all }: DownOptions): Promise<string | null> {
  if (all === true) return null;
  if (to !== undefined) return to;
  const applied = (await migrationStatus(db)).filter((migration) => migration.applied);
  return applied.at(-2)?.name ?? null;
}

function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  return withOwnDatabase(readConfig(ROOT), work);
}

function say(done: string, names: readonly string[]): void {
  print(names.length === 0 ? 'There is nothing to do.' : names.map((name) => `${done} ${name}`).join('\n'));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
