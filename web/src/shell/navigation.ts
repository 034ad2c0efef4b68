import {
  Bookmark,
  Bug,
  ChartNoAxesColumn,
  CircleAlert,
  CircleDashed,
  Copy,
  DatabaseBackup,
  Download,
  FolderInput,
  History,
  LibraryBig,
  ListOrdered,
  type LucideIcon,
  PencilLine,
  ScrollText,
  Settings,
  UserCog,
  UsersRound,
} from 'lucide-react';
import type { Permission } from '../../../src/base/permissions.ts';
import { paths } from '../paths.ts';

export interface Destination {
  readonly name: string;
  readonly path: string;
  readonly icon: LucideIcon;
  /** Who has it not is not shown the way. */
  readonly needs: Permission;
  /** Which of the counts stands beside it. */
  readonly count?: 'downloads' | 'heldImports' | 'faults' | 'duplicates';
}

const SIDEBAR: readonly (readonly Destination[])[] = [
  [
    { name: 'Library', path: paths.library, icon: LibraryBig, needs: 'library.read' },
    { name: 'Authors', path: paths.authors, icon: UsersRound, needs: 'library.read' },
    { name: 'Series', path: paths.allSeries, icon: ListOrdered, needs: 'library.read' },
  ],
  [
    { name: 'Wanted', path: paths.wanted, icon: Bookmark, needs: 'wanted.read' },
    { name: 'Queue', path: paths.queue, icon: Download, needs: 'wanted.read', count: 'downloads' },
    { name: 'Imports', path: paths.imports, icon: FolderInput, needs: 'wanted.read', count: 'heldImports' },
  ],
  [
    { name: 'History', path: paths.history, icon: History, needs: 'wanted.read' },
    { name: 'Changes', path: paths.changes, icon: PencilLine, needs: 'library.read' },
    { name: 'Duplicates', path: paths.duplicates, icon: Copy, needs: 'library.read', count: 'duplicates' },
    { name: 'Faults', path: paths.faults, icon: CircleAlert, needs: 'library.read', count: 'faults' },
    { name: 'Incomplete', path: paths.incomplete, icon: CircleDashed, needs: 'library.read' },
    { name: 'Statistics', path: paths.statistics, icon: ChartNoAxesColumn, needs: 'library.read' },
  ],
  [
    { name: 'Settings', path: paths.settings, icon: Settings, needs: 'settings.read' },
    { name: 'Users', path: paths.users, icon: UserCog, needs: 'users.read' },
    { name: 'Audit log', path: paths.audit, icon: ScrollText, needs: 'audit.read' },
    { name: 'Backups', path: paths.backups, icon: DatabaseBackup, needs: 'operations.read' },
    { name: 'Errors', path: paths.errors, icon: Bug, needs: 'operations.read' },
  ],
];

/** Those of the phone's bar; the others are behind its last button. */
const IN_BAR: readonly string[] = [paths.library, paths.wanted, paths.queue, paths.imports];

export interface Navigation {
  readonly groups: readonly (readonly Destination[])[];
  readonly bar: readonly Destination[];
  readonly more: readonly Destination[];
}

/** Where somebody can go. */
export function navigationFor(may: (permission: Permission) => boolean): Navigation {
  const groups = SIDEBAR.map((group) => group.filter(({ needs }) => may(needs))).filter(
    (group) => group.length > 0,
  );
  const all = groups.flat();
  return {
    groups,
    bar: all.filter(({ path }) => IN_BAR.includes(path)),
    more: all.filter(({ path }) => !IN_BAR.includes(path)),
  };
}
