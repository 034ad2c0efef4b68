import type { RouteObject } from 'react-router';
import { ErrorPage } from './pages/error-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { AppShell } from './shell/app-shell.tsx';

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
              {
                path: 'faults',
                lazy: async () => ({ Component: (await import('./pages/faults-page.tsx')).FaultsPage }),
              },
              {
                path: 'settings',
                lazy: async () => ({ Component: (await import('./pages/settings-page.tsx')).SettingsPage }),
              },
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
    ],
  },
];
