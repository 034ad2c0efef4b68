import { type Command, InvalidArgumentError, Option } from 'commander';
import { KEY_SCOPES, type KeyScope } from '../base/roles.ts';
import { addApiKey, listApiKeys, revokeApiKey } from '../contract/api-keys.ts';
import { formatInstant } from './format.ts';
import { answerRows, type ListOptions, listing, parseCount, readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { Column } from './table.ts';
import type { ApiKey } from './things.ts';
import { parseUntil } from './until-when.ts';

const COLUMNS: readonly Column<ApiKey>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Name', of: ({ name }) => name, smallest: 12 },
  { title: 'User', of: ({ user }) => user?.name ?? 'the program', smallest: 8 },
  { title: 'Scope', of: ({ scope }) => scope },
  { title: 'Ends with', of: ({ hint }) => hint, isOptional: true },
  { title: 'Last used', of: ({ used_at: at }) => (at === null ? 'never' : formatInstant(at)) },
  { title: 'Expires', of: ({ expires_at: at }) => (at === null ? null : formatInstant(at)) },
];

export function keyCommand(program: Command, session: Session): void {
  const { ask } = session;
  const key = program
    .command('key')
    .summary('list, make and revoke API keys')
    .description('Looks after the API keys of whoever asks.');

  listing(key.command('list').description('Lists your API keys, newest first; never the keys themselves.'))
    .option('--everybody', 'for administrators: those of all users')
    .option('--json', 'prints the list as JSON')
    .action(async ({ everybody, ...options }: ListOptions & { everybody?: boolean }) => {
      const all = everybody === true ? { all: 'true' as const } : {};
      const rows = await readRows(options, (page) => ask(listApiKeys, { query: { ...page, ...all } }));
      session.answer(answerRows(rows, COLUMNS, { none: 'You have no API key.' }));
    });

  key
    .command('create')
    .description('Makes an API key and prints it, this once and alone: KEY=$(mamcrawler key create …)')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--scope <scope>', 'what it may do at most').choices(KEY_SCOPES).default('read'))
    .option(
      '--expires <when>',
      'the last day on which it works (2027-11-22), or how long: 90d, 12h',
      readUntil,
    )
    .option('--json', 'prints the key and what is known of it as JSON')
    .action(async (name: string, { scope, expires }: { scope: KeyScope; expires?: Date }) => {
      const body = { name, scope, ...(expires === undefined ? {} : { expires_at: expires.toISOString() }) };
      const made = await ask(addApiKey, { body });
      const until =
        made.expires_at === null ? 'until it is revoked' : `until ${formatInstant(made.expires_at)}`;
      session.answer({
        document: made,
        lines: () => [made.key],
        beside: [`This is key ${made.id}, shown this once. It works ${until}.`],
      });
    });

  key
    .command('revoke')
    .description("Revokes an API key at once: yours, or for administrators anybody's.")
    .argument('<id>', 'number of the key', parseCount)
    .option('--json', 'prints which one as JSON')
    .action(async (id: number) => {
      await ask(revokeApiKey, { params: { id } });
      session.answer({ document: { id, revoked: true }, lines: () => [`Key ${id} works no longer.`] });
    });
}

function readUntil(text: string): Date {
  const until = parseUntil(text, new Date());
  if (until === null)
    throw new InvalidArgumentError(
      'It must be a day to come, such as 2027-11-22, or a time such as 90d or 12h.',
    );
  return until;
}
