import type { TestConnection } from './test-server.ts';

/** As `DATABASE_URL` has a database of a socket. */
export function urlOf({ host, port, user, password, database }: TestConnection): string {
  const login = password === undefined ? user : `${user}:${password}`;
  return `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
