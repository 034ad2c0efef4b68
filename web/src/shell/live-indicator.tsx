import type { LiveState } from '../live-connection.ts';

const WORDS: Readonly<
  Record<LiveState, { readonly name: string; readonly title: string; readonly dot: string }>
> = {
  connecting: {
    name: 'Connecting',
    title: 'The page is connecting to the server.',
    dot: 'bg-faint animate-pulse',
  },
  live: { name: 'Live', title: 'What changes on the server shows here at once.', dot: 'bg-accent' },
  offline: {
    name: 'Offline',
    title: 'The server does not answer; the page tries again by itself.',
    dot: 'bg-warn animate-pulse',
  },
};

export function LiveIndicator({ state }: { readonly state: LiveState }) {
  const { name, title, dot } = WORDS[state];
  return (
    <p
      role="status"
      aria-label="Connection"
      title={title}
      className="flex items-center gap-2 text-xs text-muted"
    >
      <span className={`size-2 rounded-full ${dot}`} aria-hidden />
      {name}
    </p>
  );
}
