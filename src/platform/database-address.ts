/** One server of those that a `DATABASE_URL` names. */
export interface DatabaseServer {
  /** `10.0.0.1:5432`, for people. */
  readonly name: string;
  /** The same URL, with this server alone. */
  readonly url: string;
}

export interface DatabaseAddress {
  readonly servers: readonly DatabaseServer[];
  /** Only the server that takes writes will do: of a primary and its standbys, the primary. */
  readonly needsPrimary: boolean;
}

const TARGET = 'target_session_attrs';
const WRITING = ['read-write', 'primary'];
const TARGETS = ['any', ...WRITING];

/**
 * Reads a connection URL of PostgreSQL, also one of several servers: `postgresql://u:p@one:5432,two:5432/db` with
 * `?target_session_attrs=read-write` (the form of libpq). Null where it is none.
 */
export function readDatabaseAddress(url: string): DatabaseAddress | null {
  const [, before = '', hosts = '', after = ''] =
    /^(postgres(?:ql)?:\/\/(?:[^/?]*@)?)([^/?@]*)(.*)$/s.exec(url) ?? [];
  if (before === '') return null;
  const servers = hosts.split(',').map((host) => ({ host, url: `${before}${host}${after}` }));
  if (!servers.every((server) => URL.canParse(server.url))) return null;
  const targets = servers.map((server) => new URL(server.url).searchParams.get(TARGET) ?? 'any');
  if (!targets.every((target) => TARGETS.includes(target))) return null;
  return {
    servers: servers.map((server) => ({ name: nameOf(server.host), url: withoutTarget(server.url) })),
    needsPrimary: targets.some((target) => WRITING.includes(target)),
  };
}

function nameOf(host: string): string {
  return /:\d+$/.test(host) ? host : `${host}:5432`;
}

/** The driver does not know the word. */
function withoutTarget(url: string): string {
  return url.replace(new RegExp(`([?&])${TARGET}=[^&]*(&|$)`), (_, before: string, after: string) =>
    after === '' ? '' : before,
  );
}
