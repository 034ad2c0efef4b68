import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Link, NavLink } from 'react-router';
import { formatCount } from '../../../src/base/quantities.ts';
import type { LiveState } from '../live-connection.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AccountLink } from './account-link.tsx';
import type { Counts } from './counts.ts';
import { LiveIndicator } from './live-indicator.tsx';
import { navigationFor } from './navigation.ts';
import { SignOutButton } from './sign-out-button.tsx';
import { ThemeButton } from './theme-button.tsx';

interface BottomBarProps {
  readonly userName: string;
  readonly live: LiveState;
  readonly counts: Counts;
}

/** The navigation of phones. */
export function BottomBar({ userName, live, counts }: BottomBarProps) {
  const [isMoreOpen, setMoreOpen] = useState(false);
  const { bar, more } = navigationFor(useMay());
  return (
    <>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-panel/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-sm md:hidden"
      >
        <ul className="grid h-14 grid-cols-5">
          {bar.map(({ name, path, icon: Icon, count }) => (
            <li key={path}>
              <NavLink
                to={path}
                end={path === paths.library}
                className={({ isActive }) => `${CELL} ${isActive ? 'text-accent' : 'text-muted'}`}
              >
                <span className="relative">
                  <Icon className="size-5" aria-hidden />
                  {count !== undefined && counts[count] > 0 && (
                    <span className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-on-accent">
                      {formatCount(counts[count])}
                    </span>
                  )}
                </span>
                {name}
              </NavLink>
            </li>
          ))}
          <li>
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => setMoreOpen(true)}
              className={`${CELL} w-full text-muted`}
            >
              <span className="relative">
                <Ellipsis className="size-5" aria-hidden />
                {live === 'offline' && (
                  <span className="absolute -top-0.5 -right-1 size-2 rounded-full bg-warn" />
                )}
              </span>
              More
            </button>
          </li>
        </ul>
      </nav>
      <Dialog title="More" isOpen={isMoreOpen} onClose={() => setMoreOpen(false)}>
        <nav aria-label="More">
          <ul className="grid grid-cols-2 gap-2">
            {more.map(({ name, path, icon: Icon }) => (
              <li key={path}>
                <Link
                  to={path}
                  onClick={() => setMoreOpen(false)}
                  className="flex h-12 items-center gap-3 rounded-xl bg-sunken px-3.5 font-medium"
                >
                  <Icon className="size-5 text-muted" aria-hidden />
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="mt-4 flex items-center gap-1 border-t border-line pt-3">
          <div className="min-w-0 flex-1">
            <AccountLink userName={userName} onFollow={() => setMoreOpen(false)} />
            <LiveIndicator state={live} />
          </div>
          <ThemeButton />
          <SignOutButton />
        </div>
      </Dialog>
    </>
  );
}

const CELL = 'flex h-full flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium';
