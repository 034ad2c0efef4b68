import { Compass } from 'lucide-react';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <EmptyState
        icon={<Compass aria-hidden />}
        title="There is nothing at this address"
        action={
          <ButtonLink to={paths.library} look="primary">
            Go to the library
          </ButtonLink>
        }
      >
        What was here may have been forgotten or removed, or the address has a slip in it.
      </EmptyState>
    </Page>
  );
}
