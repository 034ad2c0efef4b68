import * as access from './access.ts';
import * as account from './account.ts';
import * as activity from './activity.ts';
import * as apiKeys from './api-keys.ts';
import * as audit from './audit.ts';
import * as authors from './authors.ts';
import * as backups from './backups.ts';
import * as books from './books.ts';
import * as bulkEdit from './bulk-edit.ts';
import * as changes from './changes.ts';
import * as doctor from './doctor.ts';
import * as documents from './documents.ts';
import * as downloadClients from './download-clients.ts';
import * as downloads from './downloads.ts';
import * as duplicates from './duplicates.ts';
import type { AnyEndpoint, Method } from './endpoint.ts';
import * as health from './health.ts';
import * as imports from './imports.ts';
import * as indexers from './indexers.ts';
import * as libraries from './libraries.ts';
import * as libraryItems from './library-items.ts';
import * as operations from './operations.ts';
import * as recordings from './recordings.ts';
import * as reorganisations from './reorganisations.ts';
import * as searches from './searches.ts';
import * as series from './series.ts';
import * as statistics from './statistics.ts';
import * as tasks from './tasks.ts';
import * as users from './users.ts';
import * as wanted from './wanted.ts';

const SUBJECTS = [
  access,
  account,
  apiKeys,
  users,
  libraries,
  libraryItems,
  duplicates,
  reorganisations,
  books,
  bulkEdit,
  recordings,
  changes,
  authors,
  series,
  statistics,
  wanted,
  searches,
  downloads,
  imports,
  indexers,
  downloadClients,
  tasks,
  activity,
  audit,
  operations,
  doctor,
  backups,
  health,
  documents,
];

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every endpoint of the program, in the order of the documents: by subject, path and method. */
export const endpoints: readonly AnyEndpoint[] = SUBJECTS.flatMap((subject) =>
  Object.values<unknown>(subject).filter(isEndpoint).sort(byPlace),
);

/** Not left to the order of a module's exports, which is the alphabet's, or another one under other loaders. */
function byPlace(a: AnyEndpoint, b: AnyEndpoint): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}

function isEndpoint(value: unknown): value is AnyEndpoint {
  return (
    typeof value === 'object' && value !== null && 'needs' in value && 'method' in value && 'path' in value
  );
}
