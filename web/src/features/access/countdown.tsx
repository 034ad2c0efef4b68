import { formatDuration } from '../../../../src/base/quantities.ts';

interface CountdownProps {
  /** In milliseconds of the clock. */
  readonly endsAt: number;
  readonly now: Date;
}

const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** When one may try again; the running seconds are not read aloud. */
export function Countdown({ endsAt, now }: CountdownProps) {
  const seconds = Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000));
  return (
    <p role="status" className="text-center text-muted tabular-nums">
      You can try again at {CLOCK.format(endsAt)}
      <span aria-hidden>, in {formatDuration(seconds)}</span>.
    </p>
  );
}
