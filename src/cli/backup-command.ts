import type { Command } from 'commander';
import { formatBytes, plural } from '../base/quantities.ts';
import { createBackup, getBackup, listBackups, verifyBackup } from '../contract/backups.ts';
import { backupIdOf } from './backup-id-of.ts';
import { CliFault } from './cli-fault.ts';
import { formatInstant } from './format.ts';
import { hasServer } from './has-server.ts';
import type { LocalBackups, VerifiedArchive } from './local-backups.ts';
import { answerRows, type ListOptions, listing, readRows } from './read-rows.ts';
import type { Answer, Session } from './session.ts';
import type { Column } from './table.ts';
import type { Backup } from './things.ts';
import { waitForTask } from './wait-for-task.ts';

const COLUMNS: readonly Column<Backup>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Made', of: ({ created_at: at }) => formatInstant(at) },
  { title: 'Origin', of: ({ origin }) => origin },
  { title: 'State', of: stateOf },
  { title: 'Size', of: ({ size_bytes: size }) => (size === null ? null : formatBytes(size)), align: 'right' },
  { title: 'Verified', of: verifiedOf },
  { title: 'Secrets', of: ({ has_secrets: has }) => (has ? 'yes' : null), isOptional: true },
  { title: 'Where', of: ({ path }) => path, smallest: 16, isOptional: true },
];

interface Options {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly withSecrets?: boolean;
}

export function backupCommand(program: Command, session: Session): void {
  const backup = program
    .command('backup')
    .summary('make, list, verify and restore backups')
    .description(
      'Backups of the database and the settings; of library files they hold a list. Asks the server; where none runs on this machine, works on the configured database itself.',
    );

  backup
    .command('create')
    .description('Makes a backup and waits for its end.')
    .option('--with-secrets', 'also the keys that open stored credentials: keep such a file safe')
    .option('--json', 'prints the backup as JSON')
    .action(async ({ withSecrets = false, json = false }: Options) => {
      const local = await localUnlessServer(session);
      const made =
        local === null
          ? await createByServer(session, withSecrets)
          : await local.create({ withSecrets, isJson: json });
      session.answer(answerCreated(made));
    });

  listing(backup.command('list').description('Lists backups, newest first.'))
    .option('--json', 'prints the list as JSON')
    .action(async (options: ListOptions) => {
      const local = await localUnlessServer(session);
      const rows =
        local === null
          ? await readRows(options, (query) => session.ask(listBackups, { query }))
          : { items: await local.list(), next_cursor: null };
      session.answer(
        answerRows(rows, COLUMNS, {
          none: 'There is no backup yet. Make one: mamcrawler backup create',
          notes: ({ error }) => (error === null ? [] : [error]),
        }),
      );
    });

  backup
    .command('verify')
    .description('Restores a backup on trial, into a database of its own, and tells what was found.')
    .argument('<id-or-path>', 'its number, or the path of any archive: that needs no server')
    .option('--json', 'prints the checks as JSON')
    .action(async (named: string, { json = false }: Options) => {
      const id = backupIdOf(named);
      if (id === null) {
        const found = await localOf(session).verifyFile(named, { isJson: json });
        session.answer(answerVerified({ path: named }, found));
        return;
      }
      const local = await localUnlessServer(session);
      const verified =
        local === null ? await verifyByServer(session, id) : await local.verify(id, { isJson: json });
      const { path, name, verification } = verified;
      session.answer(answerVerified({ id, name, path }, verification ?? { outcome: 'failed', checks: [] }));
    });

  backup
    .command('restore')
    .description(
      'Puts a backup in the place of all that is there, of which it makes a backup first. No server may run.',
    )
    .argument('<id-or-path>', 'its number, or the path of any archive')
    .option('--yes', 'does not ask first')
    .option('--json', 'prints what was done as JSON')
    .action(async (named: string, { yes = false, json = false }: Options) => {
      const { document, lines, status } = await localOf(session).restore(named, { yes, isJson: json });
      if (status === 2) throw new CliFault('usage', lines.join(' '));
      session.answer({ document, lines: () => lines, hasFailed: status !== 0 });
    });
}

async function createByServer({ ask, progress }: Session, withSecrets: boolean): Promise<Backup> {
  const { id, task_id: taskId } = await ask(createBackup, { body: { with_secrets: withSecrets } });
  const task = await waitForTask(ask, taskId, progress('Making a backup'));
  if (task.state === 'failed')
    throw new CliFault('refused', `The backup failed: ${task.error ?? ''}`.trimEnd());
  return ask(getBackup, { params: { id } });
}

async function verifyByServer({ ask, progress }: Session, id: number): Promise<Backup> {
  const { task_id: taskId } = await ask(verifyBackup, { params: { id } });
  const task = await waitForTask(ask, taskId, progress(`Verifying backup ${id}`));
  if (task.state === 'failed') throw new CliFault('refused', task.error ?? 'It could not be verified.');
  return ask(getBackup, { params: { id } });
}

function answerCreated(made: Backup): Answer {
  const secrets = made.has_secrets
    ? ' It opens every stored credential: keep it as you keep a password.'
    : '';
  return {
    document: made,
    lines: () => [
      `Backup ${made.id} is done: ${made.path} (${formatBytes(made.size_bytes ?? 0)}, ${plural(made.row_count ?? 0, 'row')}).${secrets}`,
    ],
  };
}

function answerVerified(
  what: { readonly path: string; readonly id?: number; readonly name?: string },
  { outcome, checks }: VerifiedArchive,
): Answer {
  const isSound = outcome === 'passed';
  return {
    document: { ...what, outcome, checks },
    lines: () => [
      ...checks.map(
        ({ name, ok, detail }) =>
          `  ${ok ? 'ok    ' : 'FAILED'}  ${name}${detail === '' ? '' : `: ${detail}`}`,
      ),
      isSound ? `${what.path} can be restored.` : `${what.path} cannot be restored. Make another backup.`,
    ],
    hasFailed: !isSound,
  };
}

/** Null where a server is to be asked. */
async function localUnlessServer(session: Session): Promise<LocalBackups | null> {
  if (session.local === null) return null;
  return (await hasServer(session.environment())) ? null : session.local;
}

function localOf({ local }: Session): LocalBackups {
  if (local !== null) return local;
  throw new CliFault('refused', 'This is done on the server itself, by its own mamcrawler.');
}

function stateOf({ state, file }: Backup): string {
  if (state !== 'done') return state;
  return file === 'missing' ? 'file missing' : 'done';
}

function verifiedOf({ verification }: Backup): string | null {
  if (verification === null) return null;
  return verification.outcome === 'passed' ? formatInstant(verification.at) : 'FAILED';
}
