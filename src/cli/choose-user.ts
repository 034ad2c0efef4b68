import { listUsers } from '../contract/users.ts';
import type { Ask } from './ask-server.ts';
import { CliFault } from './cli-fault.ts';
import { readRows } from './read-rows.ts';
import type { User } from './things.ts';

/** The user whom a person named, by name in any case or by number. Throws CliFault with those that there are. */
export async function chooseUser(ask: Ask, named: string): Promise<User> {
  const { items: users } = await readRows({ limit: 0, all: true }, (query) => ask(listUsers, { query }));
  const user = findUser(users, named);
  if (user !== null) return user;
  const known = users.map(({ name }) => name).join(', ');
  throw new CliFault(
    'refused',
    `There is no user "${named}".${known === '' ? ' There is none at all yet.' : ` There are: ${known}.`}`,
  );
}

/** A name goes before a number of the same text: what is done to a user is not easily undone. */
export function findUser(users: readonly User[], named: string): User | null {
  return (
    users.find(({ name }) => name === named) ??
    users.find(({ name }) => name.toLowerCase() === named.toLowerCase()) ??
    users.find(({ id }) => String(id) === named) ??
    null
  );
}
