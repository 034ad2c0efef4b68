import { LockKeyhole } from 'lucide-react';
import { paths } from '../paths.ts';
import { useMe } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

/** Stands in place of a page that was opened by its address and is not for this person. */
export function NotAllowedPage() {
  const user = useMe()?.user;
  return (
    <Page title="Not for you">
      <EmptyState
        icon={<LockKeyhole aria-hidden />}
        title="Your role does not include this page"
        action={
          <ButtonLink to={paths.library} look="primary">
            Go to the library
          </ButtonLink>
        }
      >
        {user ? `You are signed in as ${user.name}, a ${user.role}. ` : ''}
        An administrator can show you what is here, or give you another role.
      </EmptyState>
    </Page>
  );
}
