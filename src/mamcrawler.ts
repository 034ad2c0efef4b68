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
  if (command === 'database') {
    const { runDatabaseCommand } = await import('./database-command.ts');
    process.exit(await runDatabaseCommand(rest));
  }
  if (command === 'doctor') {
    const { runDoctorCommand } = await import('./doctor-command.ts');
    process.exit(await runDoctorCommand(rest));
  }
  if (command === 'support-bundle') {
    const { runSupportBundleCommand } = await import('./support-bundle-command.ts');
    process.exit(await runSupportBundleCommand(rest));
  }
  const { ownTerminal, runCommand } = await import('./cli/run-command.ts');
  const backups = command === 'backup' ? { backups: (await import('./local-backups.ts')).localBackups } : {};
  process.exitCode = await runCommand(process.argv.slice(2), { ...ownTerminal(), ...backups });
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
