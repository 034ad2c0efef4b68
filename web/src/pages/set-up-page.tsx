import { useState } from 'react';
import { useNavigate } from 'react-router';
import { setUpState } from '../../../src/contract/access.ts';
import { useEndpoint } from '../api.ts';
import { EntryFrame } from '../features/access/entry-frame.tsx';
import { SetUpForm } from '../features/access/set-up-form.tsx';
import { paths } from '../paths.ts';
import { BrandMark } from '../shell/brand.tsx';
import { ButtonLink } from '../ui/button.tsx';

/** The page of the set-up link; its token is in the address's fragment, which no server and no log sees. */
export function SetUpPage() {
  const navigate = useNavigate();
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '');
  const state = useEndpoint(setUpState, {});

  if (state.data?.needed === false) {
    return (
      <EntryFrame
        mark={<BrandMark className="size-12" />}
        title="Already set up"
        lead="An administrator exists; the set-up link has ended."
      >
        <ButtonLink to={paths.signIn()} look="primary" className="w-full">
          Go to the sign-in
        </ButtonLink>
      </EntryFrame>
    );
  }
  if (token === '') {
    return (
      <EntryFrame
        mark={<BrandMark className="size-12" />}
        title="Open the set-up link"
        lead="The first administrator is made with a link that only you have."
      >
        <p className="text-muted">
          The program printed it when it started, in its terminal or into a file whose path it named. A new
          link is made at each start until an administrator exists.
        </p>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame
      mark={<BrandMark className="size-12" />}
      title="Welcome to MAMcrawler"
      lead="Make the administrator's account. Everything stays on your own server."
    >
      <SetUpForm token={token} onDone={() => void navigate(paths.setUpLibrary, { replace: true })} />
    </EntryFrame>
  );
}
