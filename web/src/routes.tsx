import type { RouteObject } from 'react-router';
import type { Permission } from '../../src/base/permissions.ts';
import { ErrorPage } from './pages/error-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { PermissionGate } from './shell/permission-gate.tsx';

/** Every page. Those behind the sign-in stand in the shell; each is loaded when it is first opened. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      {
        path: '/setup',
        lazy: async () => ({ Component: (await import('./pages/set-up-page.tsx')).SetUpPage }),
      },
      {
        path: '/setup/library',
        lazy: async () => ({ Component: (await import('./pages/first-library-page.tsx')).FirstLibraryPage }),
      },
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('./pages/sign-in-page.tsx')).SignInPage }),
      },
      {
        Component: AppShell,
        children: [
          {
            ErrorBoundary: ErrorPage,
            children: [
              needing('library.read', [
                {
                  index: true,
                  lazy: async () => ({ Component: (await import('./pages/library-page.tsx')).LibraryPage }),
                },
                {
                  path: 'books/:id',
                  lazy: async () => ({ Component: (await import('./pages/book-page.tsx')).BookPage }),
                },
                {
                  path: 'authors',
                  lazy: async () => ({ Component: (await import('./pages/authors-page.tsx')).AuthorsPage }),
                },
                {
                  path: 'authors/:id',
                  lazy: async () => ({ Component: (await import('./pages/author-page.tsx')).AuthorPage }),
                },
                {
                  path: 'series',
                  lazy: async () => ({
                    Component: (await import('./pages/all-series-page.tsx')).AllSeriesPage,
                  }),
                },
                {
                  path: 'series/:id',
                  lazy: async () => ({ Component: (await import('./pages/series-page.tsx')).SeriesPage }),
                },
                {
                  path: 'incomplete',
                  lazy: async () => ({
                    Component: (await import('./pages/incomplete-page.tsx')).IncompletePage,
                  }),
                },
                {
                  path: 'statistics',
                  lazy: async () => ({
                    Component: (await import('./pages/statistics-page.tsx')).StatisticsPage,
                  }),
                },
                {
                  path: 'duplicates',
                  lazy: async () => ({
                    Component: (await import('./pages/duplicates-page.tsx')).DuplicatesPage,
                  }),
                },
                {
                  path: 'changes',
                  lazy: async () => ({ Component: (await import('./pages/changes-page.tsx')).ChangesPage }),
                },
                {
                  path: 'faults',
                  lazy: async () => ({ Component: (await import('./pages/faults-page.tsx')).FaultsPage }),
                },
              ]),
              needing('wanted.read', [
                {
                  path: 'wanted',
                  lazy: async () => ({ Component: (await import('./pages/wanted-page.tsx')).WantedPage }),
                },
                {
                  path: 'searches/:id',
                  lazy: async () => ({ Component: (await import('./pages/search-page.tsx')).SearchPage }),
                },
                {
                  path: 'queue',
                  lazy: async () => ({ Component: (await import('./pages/queue-page.tsx')).QueuePage }),
                },
                {
                  path: 'imports',
                  lazy: async () => ({ Component: (await import('./pages/imports-page.tsx')).ImportsPage }),
                },
                {
                  path: 'history',
                  lazy: async () => ({ Component: (await import('./pages/history-page.tsx')).HistoryPage }),
                },
              ]),
              needing('library.edit', [
                {
                  path: 'libraries/:id/reorganise',
                  lazy: async () => ({
                    Component: (await import('./pages/reorganise-page.tsx')).ReorganisePage,
                  }),
                },
              ]),
              needing('settings.read', [
                {
                  path: 'settings',
                  lazy: async () => ({ Component: (await import('./pages/settings-page.tsx')).SettingsPage }),
                },
              ]),
              needing('account.edit', [
                {
                  path: 'account',
                  lazy: async () => ({ Component: (await import('./pages/account-page.tsx')).AccountPage }),
                },
              ]),
              needing('users.read', [
                {
                  path: 'users',
                  lazy: async () => ({ Component: (await import('./pages/users-page.tsx')).UsersPage }),
                },
              ]),
              needing('audit.read', [
                {
                  path: 'audit',
                  lazy: async () => ({ Component: (await import('./pages/audit-page.tsx')).AuditPage }),
                },
              ]),
              needing('operations.read', [
                {
                  path: 'backups',
                  lazy: async () => ({ Component: (await import('./pages/backups-page.tsx')).BackupsPage }),
                },
                {
                  path: 'errors',
                  lazy: async () => ({ Component: (await import('./pages/errors-page.tsx')).ErrorsPage }),
                },
              ]),
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
    ],
  },
];

/** Pages for those who may see them; the others are told why not. */
function needing(permission: Permission, children: RouteObject[]): RouteObject {
  return { element: <PermissionGate needs={permission} />, children };
}
