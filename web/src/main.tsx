import './no-eval.ts';

import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { type Api, ApiContext } from './api.ts';
import { createAsk } from './ask.ts';
import { createCooldown } from './cooldown.ts';
import { basePathOf, paths } from './paths.ts';
import { createQueryClient } from './query-client.ts';
import { routes } from './routes.tsx';
import { WaitNotice } from './shell/wait-notice.tsx';
import './styles.css';
import { Toasts } from './ui/toasts.tsx';

const cooldown = createCooldown();
const api: Api = { ask: createAsk(cooldown), cooldown };
const router = createBrowserRouter(routes, { basename: basePathOf(document.baseURI) || '/' });
const client = createQueryClient(askToSignIn);

/** Leads to the sign-in page, and from there back. */
function askToSignIn(): void {
  const { pathname, search } = router.state.location;
  if (pathname.startsWith('/sign-in') || pathname === paths.setUp) return;
  const here = pathname + search;
  void router.navigate(paths.signIn(here === paths.library ? undefined : here), { replace: true });
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ApiContext value={api}>
        <Toasts>
          <RouterProvider router={router} />
          <WaitNotice />
        </Toasts>
      </ApiContext>
    </QueryClientProvider>
  </StrictMode>,
);
