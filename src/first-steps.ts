import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepAdministratorKey } from './access/api-keys.ts';
import { makeSetUpToken } from './access/set-up.ts';
import type { HttpNeeds } from './http/needs.ts';

interface Needs extends Pick<HttpNeeds, 'db' | 'clock' | 'signingKey' | 'role'> {
  readonly dataDir: string;
  readonly apiKey: string | null;
  /** The one before it, which works for a day more. */
  readonly previousApiKey: string | null;
  /** No other process works on this database. */
  readonly isAlone: boolean;
  /** Where a browser finds the program, with a slash at the end. */
  readonly address: string;
  readonly isTerminal: boolean;
}

/**
 * What the first user needs: the set-up link while there is no administrator, and the API key when it was made just
 * now. A terminal shows them; otherwise they go into files that only the owner reads, and their paths are told.
 */
export async function firstSteps(needs: Needs): Promise<readonly string[]> {
  const { dataDir, address, isAlone, role } = needs;
  // Of several processes each would end the link of the one before: there the command line makes the first user.
  const token = role === 'all' ? await makeSetUpToken(needs) : null;
  const key = await keepAdministratorKey(needs, {
    current: needs.apiKey,
    previous: needs.previousApiKey,
    isAlone,
  });
  const link = token === null ? null : `${address}setup#token=${token}`;
  const linkFile = join(dataDir, 'set-up-link');
  // What an earlier start left leads nowhere now, unless another process made it.
  if (role === 'all') await rm(linkFile, { force: true });
  return [
    ...(await tell(needs, link, linkFile, 'Make the first administrator (once, within a day)')),
    ...(await tell(needs, key, join(dataDir, 'api-key'), keyWords(needs))),
  ];
}

/** The file is the only place that has the key, so it stays, unlike the link. */
function keyWords({ isTerminal }: Needs): string {
  return isTerminal
    ? "The administrator's API key (shown this once)"
    : "The administrator's API key (only you can read the file, which stays until the key is changed)";
}

async function tell(
  { isTerminal }: Needs,
  secret: string | null,
  file: string,
  what: string,
): Promise<readonly string[]> {
  if (secret === null) return [];
  if (isTerminal) return [`${what}:`, `  ${secret}`];
  await mkdir(join(file, '..'), { recursive: true });
  await rm(file, { force: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return [`${what}: see ${file}`];
}
