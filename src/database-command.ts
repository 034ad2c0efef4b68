import { Command } from 'commander';
import { asksForJson } from './cli/asks-for-json.ts';
import { exportDatabase } from './export-database.ts';
import { importDatabase } from './import-database.ts';
import { moveDatabase } from './move-database.ts';
import { type Config, readConfig } from './platform/config.ts';
import { makeDataFolder } from './platform/data-folder.ts';
import { ROOT } from './root.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';
import { type CommandControl, underWay } from './under-way.ts';

interface Options {
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
  const run = async (work: Work, options: Options, file = '') => {
    const config = readConfig(ROOT);
    await makeDataFolder(config.dataDir);
    return underWay(asksForJson(args), (control) => work(config, options, control, file));
  };
  return runProgram((answering) => databaseProgram(answering, run), args);
}

type Run = (work: Work, options: Options, file?: string) => Promise<Told>;

function databaseProgram(answering: Answering, run: Run): Command {
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
