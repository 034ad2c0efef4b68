import { NotReady } from '../base/errors.ts';

export interface StreamBounds {
  readonly perCaller: number;
  readonly inAll: number;
}

/** The streams that are open, few enough that nobody takes all that there may be. */
export interface OpenStreams {
  /** Before one more is opened: throws NotReady where there are too many of all callers. */
  refuseTooMany(caller: string): void;
  /** Ends the oldest one of the caller where they have too many; answers how this one leaves. */
  add(caller: string, end: () => void): () => void;
  endAll(): void;
}

const BOUNDS: StreamBounds = { perCaller: 20, inAll: 1000 };

export function boundStreams({ perCaller, inAll }: StreamBounds = BOUNDS): OpenStreams {
  /** Each with its caller, the oldest first. */
  const open = new Map<() => void, string>();
  const ofCaller = (caller: string) => [...open].filter(([, whose]) => whose === caller).map(([end]) => end);
  return {
    refuseTooMany(caller) {
      if (open.size < inAll || ofCaller(caller).length >= perCaller) return;
      throw new NotReady('Too many event streams are open. Try again in a moment.');
    },
    add(caller, end) {
      const own = ofCaller(caller);
      for (const oldest of own.slice(0, Math.max(0, own.length - perCaller + 1))) oldest();
      open.set(end, caller);
      return () => open.delete(end);
    },
    endAll() {
      for (const end of open.keys()) end();
    },
  };
}
