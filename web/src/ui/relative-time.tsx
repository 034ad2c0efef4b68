import { formatRelative } from '../format.ts';
import { useNow } from './now.ts';

const TICK_MS = 30_000;
const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' });

/** `5 minutes ago`, kept true; the exact time as its tooltip. */
export function RelativeTime({ at }: { readonly at: string }) {
  const now = useNow(TICK_MS);
  return (
    <time dateTime={at} title={EXACT.format(new Date(at))} className="whitespace-nowrap">
      {formatRelative(at, now)}
    </time>
  );
}
