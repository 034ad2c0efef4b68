import { useEffect, useRef, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { me } from '../../../src/contract/access.ts';
import { useEndpoint } from '../api.ts';
import { isSignedOut } from '../ask.ts';
import { useLive } from '../live.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { BrandMark } from './brand.tsx';
import { useCounts } from './counts.ts';
import { useSearchShortcut } from './search-shortcut.ts';
import { Sidebar } from './sidebar.tsx';

/** Everything behind the sign-in. Without a session the error handler of the queries leads to the sign-in page. */
export function AppShell() {
  const live = useLive();
  const session = useEndpoint(me, {});
  const isLiveSettled = useSettled(live !== 'connecting');

  if (session.data !== undefined && isLiveSettled)
    return <Frame live={live} userName={session.data.user?.name ?? 'API key'} />;
  if (session.error === null || isSignedOut(session.error)) return <Opening />;
  return (
    <main className="mx-auto max-w-xl px-4 pt-24">
      <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
    </main>
  );
}

const LONGEST_SETTLING_MS = 250;

/**
 * True from the first time on, or after a moment. What is asked before the stream is open must be asked again, for it
 * may be of before a change; the stream opens while the session is asked for, so that nobody waits.
 */
function useSettled(isNow: boolean): boolean {
  const [isSettled, setSettled] = useState(isNow);
  if (isNow && !isSettled) setSettled(true);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), LONGEST_SETTLING_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}

function Opening() {
  return (
    <div role="status" aria-label="Loading" className="flex h-dvh items-center justify-center">
      <BrandMark className="size-12 animate-skeleton" />
    </div>
  );
}

interface FrameProps {
  readonly live: ReturnType<typeof useLive>;
  readonly userName: string;
}

function Frame({ live, userName }: FrameProps) {
  const counts = useCounts();
  const main = useMainFocus();
  useSearchShortcut();

  return (
    <>
      <button
        type="button"
        onClick={() => main.current?.focus()}
        className="sr-only rounded-lg bg-accent font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:px-4 focus:py-2"
      >
        Skip to the content
      </button>
      <Sidebar {...{ userName, live, counts }} />
      <main ref={main} tabIndex={-1} className="min-h-dvh pb-14 outline-none md:pb-0 md:pl-56">
        <Outlet />
      </main>
      <BottomBar {...{ userName, live, counts }} />
      <ScrollRestoration />
    </>
  );
}

/** After a change of page the focus begins at its content, as it does on a page that is loaded. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const hasOwnFocus = main.current?.contains(document.activeElement) === true;
    if (!hasOwnFocus) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
