interface ProgressBarProps {
  /** What advances, for those who do not see it. */
  readonly label: string;
  /** 0 to 1, or null where nobody knows how much there is. */
  readonly fraction: number | null;
  readonly tone?: 'accent' | 'info' | 'warn';
}

const TONES = { accent: 'bg-accent', info: 'bg-info', warn: 'bg-warn' };

export function ProgressBar({ label, fraction, tone = 'accent' }: ProgressBarProps) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className="h-1.5 w-full overflow-hidden rounded-full bg-pressed"
    >
      {percent === null ? (
        <div className={`h-full w-1/3 animate-slide rounded-full ${TONES[tone]}`} />
      ) : (
        <div
          className={`h-full rounded-full transition-[width] duration-500 ease-out ${TONES[tone]}`}
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  );
}
