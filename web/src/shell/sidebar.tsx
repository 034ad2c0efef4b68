import { Link, NavLink } from 'react-router';
import { formatCount } from '../../../src/base/quantities.ts';
import type { LiveState } from '../live-connection.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { AccountLink } from './account-link.tsx';
import { BrandMark } from './brand.tsx';
import type { Counts } from './counts.ts';
import { LiveIndicator } from './live-indicator.tsx';
import { type Destination, navigationFor } from './navigation.ts';
import { SignOutButton } from './sign-out-button.tsx';
import { ThemeButton } from './theme-button.tsx';

interface SidebarProps {
  readonly userName: string;
  readonly live: LiveState;
  readonly counts: Counts;
}

/** The navigation of wide screens. */
export function Sidebar({ userName, live, counts }: SidebarProps) {
  const { groups } = navigationFor(useMay());
  return (
    <aside className="fixed inset-y-0 left-0 z-20 flex w-56 flex-col border-r border-line bg-panel max-md:hidden">
      <Link to={paths.library} className="mx-3 mt-4 mb-3 flex items-center gap-2.5 rounded-lg px-2 py-1">
        <BrandMark />
        <span className="text-[0.9375rem] font-semibold tracking-tight">MAMcrawler</span>
      </Link>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {groups.map((group) => (
          <ul key={group[0]?.path} className="mt-1 border-line py-2 not-first:border-t">
            {group.map((destination) => (
              <li key={destination.path}>
                <SidebarLink destination={destination} counts={counts} />
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <div className="border-t border-line py-2 pr-2 pl-3">
        <div className="flex items-center gap-1">
          <div className="min-w-0 flex-1">
            <AccountLink userName={userName} className="px-2 text-[0.8125rem]" />
            <div className="px-2">
              <LiveIndicator state={live} />
            </div>
          </div>
          <ThemeButton />
          <SignOutButton />
        </div>
      </div>
    </aside>
  );
}

function SidebarLink({
  destination,
  counts,
}: {
  readonly destination: Destination;
  readonly counts: Counts;
}) {
  const { name, path, icon: Icon, count } = destination;
  return (
    <NavLink
      to={path}
      end={path === paths.library}
      className={({ isActive }) =>
        `flex h-9 items-center gap-3 rounded-lg px-2.5 font-medium transition-colors ${
          isActive ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink'
        }`
      }
    >
      <Icon className="size-4.5 shrink-0" aria-hidden />
      <span className="flex-1">{name}</span>
      {count !== undefined && counts[count] > 0 && <CountMark kind={count} count={counts[count]} />}
    </NavLink>
  );
}

function CountMark({
  kind,
  count,
}: {
  readonly kind: NonNullable<Destination['count']>;
  readonly count: number;
}) {
  const tone = kind === 'heldImports' ? 'bg-warn-soft text-warn' : 'bg-pressed text-muted';
  return (
    <span className={`rounded-full px-1.5 text-xs font-medium tabular-nums ${tone}`}>
      {formatCount(count)}
    </span>
  );
}
