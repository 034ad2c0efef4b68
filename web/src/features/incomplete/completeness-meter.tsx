interface CompletenessMeterProps {
  /** 0 to 100. */
  readonly percent: number;
}

/** How much is known of a book: a short bar with its figure. */
export function CompletenessMeter({ percent }: CompletenessMeterProps) {
  const tone = percent >= 90 ? 'bg-accent' : percent >= 60 ? 'bg-warn' : 'bg-bad';
  return (
    <span className="inline-flex items-center gap-2 tabular-nums">
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-pressed">
        <span className={`block h-full rounded-full ${tone}`} style={{ width: `${percent}%` }} />
      </span>
      {percent} %
    </span>
  );
}
