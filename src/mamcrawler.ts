import { resolve } from 'node:path';
import { messageOf } from './base/errors.ts';

/** The command line's entry: what needs no server is done here, the rest asks one. */
const [command, ...rest] = process.argv.slice(2);

try {
  if (command === 'start') {
    const [folder] = rest;
    const { main } = await import('./main.ts');
    await main(folder === undefined ? null : resolve(folder));
    process.exit(0);
  }
  if (command === 'migrate') {
    const { runMigrateCommand } = await import('./migrate-command.ts');
    process.exit(await runMigrateCommand(rest));
  }
  if (command === 'secret') {
    const { runSecretCommand } = await import('./secret-command.ts');
    process.exit(await runSecretCommand(rest));
  }
  const { runCommand } = await import('./cli/run-command.ts');
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
