import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

interface DeadEndProps {
  /** Of the page. */
  readonly title: string;
  readonly icon: ReactNode;
  readonly says: string;
  readonly children: ReactNode;
}

/** A page with nothing on it but the way to the library. */
export function DeadEnd({ title, icon, says, children }: DeadEndProps) {
  return (
    <Page title={title}>
      <EmptyState
        icon={icon}
        title={says}
        action={
          <ButtonLink to={paths.library} look="primary">
            Go to the library
          </ButtonLink>
        }
      >
        {children}
      </EmptyState>
    </Page>
  );
}
