import {
  Bookmark,
  CircleAlert,
  Download,
  FolderInput,
  History,
  LibraryBig,
  ListOrdered,
  type LucideIcon,
  Settings,
  UsersRound,
} from 'lucide-react';
import { paths } from '../paths.ts';

export interface Destination {
  readonly name: string;
  readonly path: string;
  readonly icon: LucideIcon;
  /** Which of the counts stands beside it. */
  readonly count?: 'downloads' | 'heldImports' | 'faults';
}

const library: Destination = { name: 'Library', path: paths.library, icon: LibraryBig };
const authors: Destination = { name: 'Authors', path: paths.authors, icon: UsersRound };
const series: Destination = { name: 'Series', path: paths.allSeries, icon: ListOrdered };
const wanted: Destination = { name: 'Wanted', path: paths.wanted, icon: Bookmark };
const queue: Destination = { name: 'Queue', path: paths.queue, icon: Download, count: 'downloads' };
const imports: Destination = {
  name: 'Imports',
  path: paths.imports,
  icon: FolderInput,
  count: 'heldImports',
};
const history: Destination = { name: 'History', path: paths.history, icon: History };
const faults: Destination = { name: 'Faults', path: paths.faults, icon: CircleAlert, count: 'faults' };
const settings: Destination = { name: 'Settings', path: paths.settings, icon: Settings };

export const sidebarGroups: readonly (readonly Destination[])[] = [
  [library, authors, series],
  [wanted, queue, imports],
  [history, faults, settings],
];
export const barDestinations: readonly Destination[] = [library, wanted, queue, imports];
export const moreDestinations: readonly Destination[] = [authors, series, history, faults, settings];
