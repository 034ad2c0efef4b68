import { type Command, Option } from 'commander';
import { ROLES, type Role } from '../base/roles.ts';
import {
  addUser,
  changeUser,
  endUserSessions,
  listUsers,
  removeUser,
  unlockUser,
} from '../contract/users.ts';
import { chooseUser } from './choose-user.ts';
import { CliFault } from './cli-fault.ts';
import { formatInstant } from './format.ts';
import { answerRows, type ListOptions, listing, readRows } from './read-rows.ts';
import type { Answer, Session } from './session.ts';
import type { Column } from './table.ts';
import type { User } from './things.ts';

const COLUMNS: readonly Column<User>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Name', of: ({ name }) => name, smallest: 12 },
  { title: 'Role', of: ({ role }) => role },
  { title: 'State', of: stateOf },
  { title: 'Signs in by', of: waysOf, isOptional: true },
  { title: 'E-mail', of: ({ email }) => email, smallest: 16, isOptional: true },
  { title: 'Last signed in', of: ({ signed_in_at: at }) => (at === null ? 'never' : formatInstant(at)) },
];

const NAME = 'name of the user, or its number';
const JSON_OPTION = ['--json', 'prints the user as JSON'] as const;

export function userCommand(program: Command, session: Session): void {
  const user = program
    .command('user')
    .summary('list, add, change, unlock and remove users')
    .description('Looks after the users. Needs the API_KEY of an administrator.');
  listCommand(user, session);
  addCommand(user, session);
  changeCommand(user, session);
  const { ask } = session;
  const about = (name: string, summary: string, work: (user: User) => Promise<Answer>) =>
    user
      .command(name)
      .description(summary)
      .argument('<name>', NAME)
      .option(...JSON_OPTION)
      .action(async (named: string) => session.answer(await work(await chooseUser(ask, named))));

  about(
    'password',
    'Sets a new password, typed at the terminal or read from standard input; all sessions of the user end.',
    async ({ id, name }) => {
      const password = await session.askPassword(name);
      const changed = await ask(changeUser, { params: { id }, body: { password } });
      return {
        document: changed,
        lines: () => [`${name} has a new password, and is signed out everywhere.`],
      };
    },
  );
  about('unlock', 'Forgets failed sign-ins, so that the user may try again at once.', async (each) => {
    await ask(unlockUser, { params: { id: each.id } });
    return { document: each, lines: () => [`${each.name} may sign in again.`] };
  });
  about('sign-out', 'Signs the user out everywhere; API keys stay.', async (each) => {
    await ask(endUserSessions, { params: { id: each.id } });
    return { document: each, lines: () => [`${each.name} is signed out everywhere.`] };
  });
  about('remove', 'Removes the user, with sessions and API keys.', async (each) => {
    await ask(removeUser, { params: { id: each.id } });
    return { document: each, lines: () => [`${each.name} is no user any more.`] };
  });
}

function listCommand(user: Command, session: Session): void {
  listing(user.command('list').description('Lists the users, by name.'))
    .option('--json', 'prints the list as JSON')
    .action(async (options: ListOptions) => {
      const rows = await readRows(options, (query) => session.ask(listUsers, { query }));
      session.answer(
        answerRows(rows, COLUMNS, {
          none: 'There is no user yet: open the set-up link that the start shows.',
        }),
      );
    });
}

interface AddOptions {
  readonly role: Role;
  readonly email?: string;
  readonly password: boolean;
}

function addCommand(user: Command, session: Session): void {
  user
    .command('add')
    .description('Adds a user. The password is typed at the terminal, or read from standard input.')
    .argument('<name>')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).default('member'))
    .option('--email <address>', 'by which OpenID Connect may find them')
    .option('--no-password', 'they sign in by OpenID Connect only')
    .option(...JSON_OPTION)
    .action(async (name: string, { role, email, password: hasPassword }: AddOptions) => {
      const password = hasPassword ? { password: await session.askPassword(name) } : {};
      const mail = email === undefined ? {} : { email };
      const added = await session.ask(addUser, { body: { name, role, ...mail, ...password } });
      session.answer({ document: added, lines: () => [`${added.name} is now ${roleWords(added.role)}.`] });
    });
}

interface ChangeOptions {
  readonly name?: string;
  readonly role?: Role;
  /** False: `--no-email`. */
  readonly email?: string | false;
  readonly enable?: boolean;
  readonly disable?: boolean;
}

function changeCommand(user: Command, session: Session): void {
  user
    .command('change')
    .description('Changes name, role or e-mail, or keeps somebody out for a time.')
    .argument('<name>', NAME)
    .option('--name <name>', 'a new name')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES))
    .option('--email <address>', 'by which OpenID Connect may find them')
    .option('--no-email', 'forgets the e-mail address')
    .option('--enable', 'they may come in again')
    .addOption(new Option('--disable', 'neither their sessions nor their keys work').conflicts('enable'))
    .option(...JSON_OPTION)
    .action(async (named: string, options: ChangeOptions) => {
      const body = changesOf(options);
      if (Object.keys(body).length === 0)
        throw new CliFault('usage', 'Say what to change: --name, --role, --email, --enable or --disable.');
      const { id } = await chooseUser(session.ask, named);
      const changed = await session.ask(changeUser, { params: { id }, body });
      const mail = changed.email === null ? '' : `, ${changed.email}`;
      const { name, role } = changed;
      session.answer({
        document: changed,
        lines: () => [`${name}: ${roleWords(role)}${mail}, ${stateOf(changed) ?? 'may come in'}.`],
      });
    });
}

function changesOf({ name, role, email, enable, disable }: ChangeOptions) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(email === undefined ? {} : { email: email === false ? null : email }),
    ...(enable === true ? { enabled: true } : {}),
    ...(disable === true ? { enabled: false } : {}),
  };
}

function stateOf({ enabled, locked }: User): string | null {
  if (!enabled) return 'disabled';
  return locked ? 'locked out' : null;
}

function waysOf({ has_password: password, has_oidc: oidc }: User): string {
  const ways = [...(password ? ['password'] : []), ...(oidc ? ['OpenID Connect'] : [])];
  return ways.length === 0 ? 'nothing yet' : ways.join(', ');
}

function roleWords(role: Role): string {
  return role === 'administrator' ? 'an administrator' : `a ${role}`;
}
