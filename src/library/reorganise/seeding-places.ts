import { realpath } from 'node:fs/promises';
import { messageOf, Unavailable } from '../../base/errors.ts';
import { listDownloadClients } from '../../downloads/download-client-store.ts';
import type { DownloadClients } from '../../downloads/download-clients.ts';
import { mapClientPath } from '../../downloads/path-mapping.ts';
import type { Database } from '../../platform/database.ts';

/** Files or folders in a library that a download client holds as its own. */
export interface SeedingPlace {
  readonly client: string;
  readonly torrent: string;
  /** Relative to the library. */
  readonly path: string;
}

/**
 * What the download clients have within a library: nothing of it may be renamed, or they could not seed it any more.
 * Throws Unavailable where one of them does not answer, for then nobody knows.
 */
export async function seedingPlaces(
  { db, clients }: { readonly db: Database; readonly clients: Pick<DownloadClients, 'of'> },
  root: string,
): Promise<readonly SeedingPlace[]> {
  const { items: stored } = await listDownloadClients(db, { limit: 200 });
  const places = await Promise.all(
    stored
      .filter(({ enabled }) => enabled)
      .map(async (client) => {
        const torrents = await clients
          .of(client)
          .poll()
          .catch((error: unknown) => {
            throw new Unavailable(
              `${client.name} does not answer (${messageOf(error)}), so nobody knows what it seeds from this library. Try again when it does, or switch it off.`,
            );
          });
        const found: SeedingPlace[] = [];
        for (const { name, contentPath } of torrents.values()) {
          const path = await realPathOf(mapClientPath(contentPath, client.pathMappings));
          if (path === root) found.push({ client: client.name, torrent: name, path: '' });
          else if (path.startsWith(`${root}/`))
            found.push({ client: client.name, torrent: name, path: path.slice(root.length + 1) });
        }
        return found;
      }),
  );
  return places.flat();
}

/** The place that one of these paths belongs to; null where none does. */
export function seedingPlaceOf(
  paths: readonly string[],
  places: readonly SeedingPlace[],
): SeedingPlace | null {
  return (
    places.find((place) =>
      paths.some((path) => place.path === '' || path === place.path || path.startsWith(`${place.path}/`)),
    ) ?? null
  );
}

function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
