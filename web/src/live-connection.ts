import { LiveEvent, liveEvents } from '../../src/contract/activity.ts';
import { serverUrl } from './ask.ts';

export type LiveState = 'connecting' | 'live' | 'offline';

export interface LiveListener {
  onState(state: LiveState): void;
  onEvent(event: LiveEvent): void;
  /** The stream begins: what changed before has passed unseen. */
  onOpen(): void;
  /** The server answered with something that is no stream. */
  onRefused(): void;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** Keeps one event stream open while the tab is seen, until it is closed. */
export function openLiveConnection({ onState, onEvent, onOpen, onRefused }: LiveListener): { close(): void } {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;

  function open(): void {
    close();
    onState('connecting');
    const opened = new EventSource(serverUrl() + liveEvents.path);
    source = opened;
    opened.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      onState('live');
      onOpen();
    };
    opened.onmessage = ({ data }) => {
      const event = LiveEvent.safeParse(parseJson(data));
      if (event.success) onEvent(event.data);
    };
    opened.onerror = () => {
      onState('offline');
      // The browser itself tries again, except after an answer that was no stream: signed out, a proxy's error page.
      if (opened.readyState !== EventSource.CLOSED) return;
      onRefused();
      retry = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    };
  }

  function close(): void {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  function followVisibility(): void {
    if (document.hidden) close();
    else if (source === null) open();
  }

  followVisibility();
  document.addEventListener('visibilitychange', followVisibility);
  return {
    close() {
      document.removeEventListener('visibilitychange', followVisibility);
      close();
    },
  };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
