import { recordOwn } from '../access/record-audit.ts';
import type { NotedAction } from '../base/audit-actions.ts';
import { userInfoOf } from '../base/user-info.ts';
import type { Tx } from '../platform/database.ts';
import { type ClientNeeds, insertClient, isStoredPassword } from './change-download-client.ts';
import {
  findEnvironmentClient,
  releaseEnvironmentClient,
  type StoredDownloadClient,
  updateDownloadClient,
} from './download-client-store.ts';

/** What QB_URL, QB_USERNAME and QB_PASSWORD say; an empty password is none. */
interface Given {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Makes or updates the client that QB_URL and its companions name; where they are gone, it becomes a person's. How it is
 * reached (`proxy`) is a person's to say.
 */
export async function keepEnvironmentClient(needs: ClientNeeds, given: Given | null): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    const known = await findEnvironmentClient(tx);
    if (given !== null) return takeUp(needs, tx, known, withoutCredentials(given));
    if (known === null) return;
    await releaseEnvironmentClient(tx);
    await note(tx, 'releaseEnvironmentClient', known.id);
  });
}

async function takeUp(
  needs: ClientNeeds,
  tx: Tx,
  known: StoredDownloadClient | null,
  given: Given,
): Promise<void> {
  if (known === null) {
    const rest = { category: 'audiobooks', pathMappings: [], enabled: true, proxy: null };
    const settings = { kind: 'qbittorrent' as const, name: 'qBittorrent', ...rest, ...given };
    await note(tx, 'takeUpEnvironmentClient', await insertClient(needs, tx, settings, true));
    return;
  }
  const { url, username, password } = given;
  const passwordEncrypted = password === '' ? null : needs.secretBox.seal(password);
  await updateDownloadClient(tx, known.id, { url, username, passwordEncrypted });
  const keepsPassword =
    passwordEncrypted === null
      ? known.passwordEncrypted === null
      : isStoredPassword(needs.secretBox, known, password);
  if (known.url === url && known.username === username && keepsPassword) return;
  await note(tx, 'takeUpEnvironmentClient', known.id);
}

function note(tx: Tx, action: NotedAction, id: number): Promise<void> {
  return recordOwn(tx, action, { subject: `download-clients/${id}` });
}

/** Name and password in the address count where they are not given beside it; the address is shown, so they go. */
function withoutCredentials(given: Given): Given {
  const url = new URL(given.url);
  const inside = userInfoOf(url);
  if (inside.username === '' && inside.password === '') return given;
  const username = given.username === '' ? inside.username : given.username;
  const password = given.password === '' ? inside.password : given.password;
  url.username = '';
  url.password = '';
  return { url: url.href, username, password };
}
