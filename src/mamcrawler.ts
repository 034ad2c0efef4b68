import { resolve } from 'node:path';
import { messageOf } from './base/errors.ts';
import { asksForJson } from './cli/asks-for-json.ts';

/** The command line's entry: what needs no server is done here, the rest asks one. */
const [command = '', ...rest] = process.argv.slice(2);

const START_USAGE = `Usage: mamcrawler start [folder]

Starts the server; with a folder also makes that a library and scans it. .env.example names the settings.
`;

/** Read when they are needed: each answers an exit status. */
const WITHOUT_SERVER = new Map([
  ['migrate', async () => (await import('./migrate-command.ts')).runMigrateCommand],
  ['secret', async () => (await import('./secret-command.ts')).runSecretCommand],
  ['database', async () => (await import('./database-command.ts')).runDatabaseCommand],
  ['doctor', async () => (await import('./doctor-command.ts')).runDoctorCommand],
  ['support-bundle', async () => (await import('./support-bundle-command.ts')).runSupportBundleCommand],
  ['parse-path', async () => (await import('./parse-path-command.ts')).runParsePathCommand],
  ['explain', async () => (await import('./explain-command.ts')).runExplainCommand],
]);

try {
  if (command === 'start') {
    const [folder] = rest;
    if (folder?.startsWith('-')) {
      const isHelp = folder === '--help' || folder === '-h';
      (isHelp ? process.stdout : process.stderr).write(START_USAGE);
      process.exit(isHelp ? 0 : 2);
    }
    const { main } = await import('./main.ts');
    await main(folder === undefined ? null : resolve(folder));
    process.exit(0);
  }
  const find = WITHOUT_SERVER.get(command);
  if (find !== undefined) {
    const run = await find();
    process.exit(await run(rest));
  }
  const { ownTerminal, runCommand } = await import('./cli/run-command.ts');
  const backups =
    command === 'backup'
      ? { backups: (await import('./backups-without-server.ts')).backupsWithoutServer }
      : {};
  process.exitCode = await runCommand(process.argv.slice(2), { ...ownTerminal(), ...backups });
} catch (error) {
  console.error(asksForJson(rest) ? await refusalOf(error) : messageOf(error));
  process.exit(1);
}

/** For a program: as the commands that ask a server tell theirs. */
async function refusalOf(error: unknown): Promise<string> {
  const [{ errorDocument }, { CliFault }, { ApiError }] = await Promise.all([
    import('./cli/explain-error.ts'),
    import('./cli/cli-fault.ts'),
    import('./contract/call.ts'),
  ]);
  const isKnown = error instanceof ApiError || error instanceof CliFault;
  return JSON.stringify(errorDocument(isKnown ? error : new CliFault('refused', messageOf(error))), null, 2);
}
