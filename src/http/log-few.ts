/** Of each kind of event the first within a window is logged itself; the others are counted and told when it ends. */
export interface LogFew extends Disposable {
  /** Whether this is the first one; `tellOthers` then writes how many more came, if any did. */
  isFirst(kind: string, windowMs: number, tellOthers: (count: number) => void): boolean;
}

/** Whoever can make lines appear at will rolls away those that somebody needs. */
export function createLogFew(maxKinds = 1000): LogFew {
  const open = new Map<string, { others: number; end(): void }>();
  return {
    isFirst(kind, windowMs, tellOthers) {
      const found = open.get(kind);
      if (found !== undefined) {
        found.others += 1;
        return false;
      }
      const [oldest] = open.values();
      if (open.size >= maxKinds) oldest?.end();
      const window = {
        others: 0,
        end() {
          clearTimeout(timer);
          open.delete(kind);
          if (window.others > 0) tellOthers(window.others);
        },
      };
      const timer = setTimeout(window.end, windowMs).unref();
      open.set(kind, window);
      return true;
    },
    [Symbol.dispose]() {
      for (const { end } of open.values()) end();
    },
  };
}
