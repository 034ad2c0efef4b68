export interface PostgresSettings {
  readonly majorVersion: number;
  readonly socketFolder: string;
  /** For tests: nothing is forced to the disk, so a power cut loses everything. */
  readonly fast: boolean;
}

/** The arguments of `postgres`: a small server for one program on a private socket. */
export function postgresArguments(settings: PostgresSettings): readonly string[] {
  const values = { ...always(settings), ...(settings.fast ? FAST : {}) };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function always({ majorVersion, socketFolder }: PostgresSettings): Readonly<Record<string, string>> {
  return {
    listen_addresses: '',
    // A list: a path with a comma has to stand in quotes.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: '40',
    // What a first scan of a large library writes to again and again; memory is taken only as it is used.
    shared_buffers: '96MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Its words are read by us, in one language; a statement's values are nobody's business in a log.
    lc_messages: 'C',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    // Workers for reading ahead cost memory and gain nothing at this size.
    ...(majorVersion >= 18 ? { io_method: 'sync' } : {}),
  };
}

const FAST: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '100',
  shared_buffers: '64MB',
  // It would hold the template database just when a copy is wanted.
  autovacuum: 'off',
};

/** The arguments of `initdb`, but for the folder. Text order must depend on no library of the system. */
export function initdbArguments(majorVersion: number, superuser: string, fast: boolean): readonly string[] {
  return [
    `--username=${superuser}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    ...(majorVersion >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    ...(fast ? ['--no-sync'] : []),
  ];
}
