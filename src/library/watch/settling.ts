/** Places that changed, until they have stopped growing. */
export interface Settling {
  /** Something changed there; the library itself is ''. */
  note(path: string): void;
  readonly size: number;
  /**
   * Looks at each place; answers those where nothing has changed for long enough, and forgets them. A place in which, or
   * around which, something still changes waits with it.
   */
  look(printOf: (path: string) => Promise<string>, nowMs: () => number): Promise<readonly string[]>;
}

interface Pending {
  /** What it looked like; null before it was looked at. */
  readonly print: string | null;
  readonly sinceMs: number;
}

const JUST_NOTED: Pending = { print: null, sinceMs: Number.POSITIVE_INFINITY };

/** Beyond so many places, it is the library as a whole that changed. */
const MOST_PLACES = 500;

export function createSettling({ settleMs }: { readonly settleMs: number }): Settling {
  const pending = new Map<string, Pending>();

  return {
    note(path) {
      if (pending.size < MOST_PLACES || pending.has(path)) {
        pending.set(path, { ...JUST_NOTED });
        return;
      }
      pending.clear();
      pending.set('', { ...JUST_NOTED });
    },
    get size() {
      return pending.size;
    },
    async look(printOf, nowMs) {
      for (const [path, was] of [...pending]) {
        const print = await printOf(path);
        // What was noted while it was looked at begins anew.
        if (pending.get(path) !== was || print === was.print) continue;
        pending.set(path, { print, sinceMs: nowMs() });
      }
      const now = nowMs();
      const moving = [...pending].filter(([, { sinceMs }]) => now - sinceMs < settleMs).map(([path]) => path);
      const settled = [...pending.keys()].filter(
        (path) => !moving.some((other) => isWithin(path, other) || isWithin(other, path)),
      );
      for (const path of settled) pending.delete(path);
      return settled;
    },
  };
}

/** Whether a path is a place or lies in it; the library itself is ''. */
export function isWithin(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(`${place}/`);
}
