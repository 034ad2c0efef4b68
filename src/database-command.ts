import { Command } from 'commander';
import { exportDatabase } from './export-database.ts';
import { importDatabase } from './import-database.ts';
import { moveDatabase } from './move-database.ts';
import type { Config } from './platform/config.ts';
import { readOwnConfig } from './read-own-config.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';
import { type CommandControl, underWay } from './under-way.ts';

interface Options {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly withSecrets?: boolean;
  readonly to?: string;
  readonly from?: string;
}

type Work = (config: Config, options: Options, control: CommandControl, file: string) => Promise<Told>;

/**
 * `database export|import|move`: carries everything that the program knows to another place, without a server. Answers
 * the exit status; throws, with a sentence, what cannot be done.
 */
export function runDatabaseCommand(args: readonly string[]): Promise<number> {
  return runProgram(databaseProgram, args);
}

function databaseProgram(answering: Answering): Command {
  const program = new Command('mamcrawler database')
    .description('Carries all that MAMcrawler knows to another place. Library files stay where they are.')
    .exitOverride();
  program
    .command('export <file>')
    .description('Writes an archive that every later version can import, whatever its PostgreSQL.')
    .option('--with-secrets', 'also the keys that open stored credentials: keep such a file safe')
    .option('--json', 'prints what was done as JSON')
    .action(answering((file: string, options: Options) => run(exportDatabase, options, file)));
  program
    .command('import <file>')
    .description('Puts an archive in the place of all that is there, of which it makes an archive first.')
    .option('--yes', 'does not ask first')
    .option('--json', 'prints what was done as JSON')
    .action(answering((file: string, options: Options) => run(importDatabase, options, file)));
  program
    .command('move')
    .description('Carries everything from one database to another, without a file between them.')
    .requiredOption('--to <url>', 'the new place: postgresql://user:password@host/name, or embedded')
    .option('--from <url>', 'the old place; if it is not given, the database of the configuration')
    .option('--yes', 'does not ask before it replaces what is in the new place')
    .option('--json', 'prints what was done as JSON')
    .action(answering((options: Options) => run(moveDatabase, options)));
  return program;
}

async function run(work: Work, options: Options, file = ''): Promise<Told> {
  const config = await readOwnConfig();
  return underWay(options.json === true, (control) => work(config, options, control, file));
}
