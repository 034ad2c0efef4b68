import type { LocalBackups } from '../../src/cli/local-backups.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import type { TestApp } from './app.ts';

/** Runs a command of the command line in this process against an app; with `columns` on a terminal so wide. */
export async function runInProcess(
  { baseUrl, apiKey }: Pick<TestApp, 'baseUrl' | 'apiKey'>,
  args: readonly string[],
  { columns, backups }: { readonly columns?: number | undefined; readonly backups?: LocalBackups } = {},
) {
  const told = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: columns !== undefined,
    ...(columns === undefined ? {} : { columns }),
    write: (text: string) => {
      told[name] += text;
      return true;
    },
  });
  const status = await runCommand(args, {
    out: stream('out'),
    err: stream('err'),
    environment: { MAMCRAWLER_URL: baseUrl, API_KEY: apiKey },
    ...(backups === undefined ? {} : { backups }),
  });
  return { status, ...told };
}
