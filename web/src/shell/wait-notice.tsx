import { Hourglass } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useApi } from '../api.ts';
import { useNow } from '../ui/now.ts';

/** Says that the server asked for a pause, and how long it still lasts. */
export function WaitNotice() {
  const { cooldown } = useApi();
  const endsAt = useSyncExternalStore(cooldown.subscribe, cooldown.endsAt);
  return endsAt === null ? null : <Countdown endsAt={endsAt} />;
}

function Countdown({ endsAt }: { readonly endsAt: number }) {
  const now = useNow(500);
  const seconds = Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000));

  return (
    <div className="pointer-events-none fixed inset-x-0 top-3 z-60 flex justify-center px-4">
      <p
        role="status"
        className="flex animate-rise-in items-center gap-2.5 rounded-full border border-warn/30 bg-warn-soft px-4 py-2 font-medium text-warn shadow-pop"
      >
        <Hourglass className="size-4" aria-hidden />
        Too many requests. Please wait.
        <span aria-hidden className="font-normal tabular-nums">
          {seconds} s
        </span>
      </p>
    </div>
  );
}
