import { useEffect, useState } from 'react';

/** The present, kept true; while `tickMs` is null it stands still. */
export function useNow(tickMs: number | null): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (tickMs === null) return undefined;
    const timer = setInterval(() => setNow(new Date()), tickMs);
    return () => clearInterval(timer);
  }, [tickMs]);
  return now;
}
