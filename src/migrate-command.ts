import { Command, InvalidArgumentError } from 'commander';
import { withOwnDatabase } from './own-database.ts';
import { type Config, readConfig } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { migrateDown, migrateUp } from './platform/migrate.ts';
import { createMigration } from './platform/migration-files.ts';
import { readSchemaState, type SchemaState } from './platform/schema-state.ts';
import { verifySchema } from './platform/verify-schema.ts';
import { refuseWhileLive } from './refuse-while-live.ts';
import { ROOT } from './root.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

interface DownOptions {
  readonly to?: string;
  readonly all?: boolean;
  readonly queue?: number;
  readonly force?: boolean;
}

/**
 * `migrate create|up|down|status|verify`: looks after the schema of the database that the configuration names, without a
 * server. Answers the exit status; throws, with a sentence, what cannot be done.
 */
export function runMigrateCommand(args: readonly string[]): Promise<number> {
  return runProgram(migrateProgram, args);
}

function migrateProgram(answering: Answering): Command {
  const program = new Command('mamcrawler migrate')
    .description(
      'Looks after the schema of the database. The embedded one must not be in use: stop the server first.',
    )
    .exitOverride();
  program
    .command('create')
    .argument('<name>', 'what it does, with hyphens: add-publisher')
    .description(
      'Writes the two files of a new migration, to be filled in: for those who work on MAMcrawler.',
    )
    .option('--json', 'prints it as JSON')
    .action(answering(create));
  program
    .command('up')
    .description(
      'Applies every migration that is missing; a start of the server does the same, but for the roles web and worker.',
    )
    .option('--to <name>', 'applies those up to this one only')
    .option('--json', 'prints what was done as JSON')
    .action(answering(({ to }: { to?: string }) => withDatabase((db) => up(db, to))));
  program
    .command('down')
    .description('Takes the newest migration back, and with it what its tables hold. Make a backup first.')
    .option('--to <name>', 'takes back all that are newer than this one')
    .option('--all', 'takes back every one, and with them everything')
    .option('--queue <version>', 'takes the schema of the job queue back to this version too', wholeNumber)
    .option('--force', 'does so although MAMcrawler is at work on the database')
    .option('--json', 'prints what was done as JSON')
    .action(answering((options: DownOptions) => withDatabase((db, config) => down(db, config, options))));
  program
    .command('status')
    .description('Lists the migrations of this version and whether the database has them.')
    .option('--json', 'prints the list as JSON')
    .action(answering(() => withDatabase(status)));
  program
    .command('verify')
    .description(
      'Compares the schema of the database with what the migrations make; fails where they differ.',
    )
    .option('--json', 'prints the differences as JSON')
    .action(answering(() => withDatabase(verify)));
  return program;
}

async function create(name: string): Promise<Told> {
  const made = await createMigration(name);
  const lines = [
    ...made.files,
    'Write both, then `npm run generate`. CONTRIBUTING.md says what holds for them.',
  ];
  return { document: made, lines, status: 0 };
}

async function up(db: Database, to?: string): Promise<Told> {
  const before = await readSchemaState(db);
  const applied = await migrateUp(db, to);
  const { jobs } = await readSchemaState(db);
  const lines = applied.map((name) => `Applied ${name}`);
  if (jobs.version !== before.jobs.version) lines.push(`Brought the job queue to its schema ${jobs.version}`);
  return { document: { applied, queue: queueOf(jobs) }, lines: orNothing(lines), status: 0 };
}

async function down(db: Database, config: Config, options: DownOptions): Promise<Told> {
  // Nobody else can be at work on the embedded one.
  if (config.databaseUrl !== null && options.force !== true)
    await refuseWhileLive(db, '--force does so all the same, and what is at work then fails.');
  const before = await readSchemaState(db);
  const takenBack = await migrateDown(db, newestToKeep(before, options), options.queue);
  const { jobs } = await readSchemaState(db);
  const lines = takenBack.map((name) => `Took back ${name}`);
  if (jobs.version !== before.jobs.version)
    lines.push(
      jobs.version === null
        ? 'Removed the job queue'
        : `Took the job queue back to its schema ${jobs.version}`,
    );
  return { document: { taken_back: takenBack, queue: queueOf(jobs) }, lines: orNothing(lines), status: 0 };
}

/** Null: none is kept. */
function newestToKeep({ migrations }: SchemaState, { to, all }: DownOptions): string | null {
  if (all === true) return null;
  if (to !== undefined) return to;
  return migrations.filter(({ state }) => state === 'applied').at(-2)?.name ?? null;
}

async function status(db: Database): Promise<Told> {
  const { migrations, jobs, standing, fault } = await readSchemaState(db);
  const items = migrations.map(({ name, state }) => ({ name, state, applied: state !== 'missing' }));
  const whatToDo = fault ?? (standing === 'current' ? null : WHAT_TO_DO);
  return {
    document: { items, queue: queueOf(jobs), standing, what_to_do: whatToDo },
    lines: [
      ...migrations.map(({ name, state }) => `${state}  ${name}`),
      `job queue: schema ${jobs.version ?? 'missing'}, this version works with ${jobs.wanted}`,
      whatToDo ?? 'The database is of this version.',
    ],
    status: 0,
  };
}

async function verify(db: Database): Promise<Told> {
  const { matches, differences, missing } = await verifySchema(db);
  const lines = [...differences, ...missing.map((name) => `The migration ${name} is not applied.`)];
  const whatToDo = [...(differences.length > 0 ? [MEND] : []), ...(missing.length > 0 ? [WHAT_TO_DO] : [])];
  return {
    document: { matches, differences, missing, what_to_do: matches ? null : whatToDo.join(' ') },
    lines: matches ? ['The schema is what the migrations make.'] : [...lines, ...whatToDo],
    status: matches ? 0 : 1,
  };
}

const WHAT_TO_DO = 'Run `mamcrawler migrate up`, or start MAMcrawler in the role `all`.';
const MEND =
  'Somebody has changed the schema by hand, or a change was lost. Undo what is said above by hand, or restore a backup: `mamcrawler backup restore`.';

function queueOf({ version, wanted }: SchemaState['jobs']) {
  return { schema_version: version, wanted_version: wanted };
}

function withDatabase(work: (db: Database, config: Config) => Promise<Told>): Promise<Told> {
  const config = readConfig(ROOT);
  return withOwnDatabase(config, (db) => work(db, config));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function orNothing(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['There is nothing to do.'] : lines;
}
