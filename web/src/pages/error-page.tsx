import { useRouteError } from 'react-router';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';

/** What stands in place of a page that could not be shown; after an update its files may be gone, a reload brings the new ones. */
export function ErrorPage() {
  const error = useRouteError();
  return (
    <Page title="This page could not be shown">
      <div className="flex max-w-xl flex-col items-start gap-4">
        <ErrorNotice error={error} />
        <Button look="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </div>
    </Page>
  );
}
