/** Connections by the number of what they connect to. */
export interface KeptConnections<Connection> {
  /** The one kept for these settings, else a new one, which takes its place. */
  of(id: number, settings: readonly unknown[], connect: () => Connection): Connection;
  forget(id: number): void;
}

/** A connection holds what was learned of the other side, its sign-in above all: it lives as long as its settings. */
export function keepConnections<Connection>(): KeptConnections<Connection> {
  const kept = new Map<number, { readonly settings: string; readonly connection: Connection }>();
  return {
    of(id, given, connect) {
      const settings = JSON.stringify(given);
      const known = kept.get(id);
      if (known?.settings === settings) return known.connection;
      const connection = connect();
      kept.set(id, { settings, connection });
      return connection;
    },
    forget(id) {
      kept.delete(id);
    },
  };
}
