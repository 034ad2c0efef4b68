import { type Command, Option } from 'commander';
import { listAudit } from '../contract/audit.ts';
import { chooseUser } from './choose-user.ts';
import { formatInstant } from './format.ts';
import { answerRows, type ListOptions, listing, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { AuditEntry } from './things.ts';

const COLUMNS: readonly Column<AuditEntry>[] = [
  { title: 'When', of: ({ at }) => formatInstant(at) },
  { title: 'What', of: ({ sentence }) => sentence, smallest: 24 },
  { title: 'Outcome', of: ({ outcome }) => outcome, isOptional: true },
  { title: 'From', of: ({ address }) => address, isOptional: true },
];

interface AuditOptions extends ListOptions {
  readonly user?: string;
  readonly action?: string;
  readonly outcome?: AuditEntry['outcome'];
}

export function auditCommand(program: Command, session: Session): void {
  const { ask } = session;
  const audit = program
    .command('audit')
    .summary('show who did what')
    .description(
      'Shows who did what, when and from where, newest first. Needs the API_KEY of an administrator.',
    );
  listing(audit)
    .option('--user <name>', 'only what this user did: name, or the number of one who is no more')
    .option('--action <action>', 'only this action, such as signIn or changeIndexer')
    .addOption(new Option('--outcome <outcome>', 'only what came out so').choices(['done', 'refused']))
    .option('--json', 'prints the list as JSON')
    .action(async ({ user, action, outcome, ...options }: AuditOptions) => {
      const user_id = user === undefined ? undefined : await userIdOf(session, user);
      const rows = await readRows(options, (page) =>
        ask(listAudit, { query: { ...page, user_id, action, outcome } }),
      );
      session.answer(answerRows(rows, COLUMNS, { none: 'Nothing of this kind was noted.' }));
    });
}

/** A number is taken as it is: the audit log outlives those whom it names. */
async function userIdOf({ ask }: Session, named: string): Promise<number> {
  return /^[1-9]\d*$/.test(named) ? Number(named) : (await chooseUser(ask, named)).id;
}
