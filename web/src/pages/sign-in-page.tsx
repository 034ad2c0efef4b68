import { useNavigate, useSearchParams } from 'react-router';
import { setUpState } from '../../../src/contract/access.ts';
import { useEndpoint } from '../api.ts';
import { EntryFrame } from '../features/access/entry-frame.tsx';
import { SignInForm } from '../features/access/sign-in-form.tsx';
import { pathAfterSignIn } from '../paths.ts';
import { BrandMark } from '../shell/brand.tsx';

export function SignInPage() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const state = useEndpoint(setUpState, {});

  if (state.data?.needed === true) {
    return (
      <EntryFrame
        mark={<BrandMark className="size-12" />}
        title="Not set up yet"
        lead="Open the set-up link to make the first administrator."
      >
        <p className="text-muted">
          The program printed it when it started, in its terminal or into a file whose path it named. A new
          link is made at each start until an administrator exists.
        </p>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame mark={<BrandMark className="size-12" />} title="Sign in" lead="to your audiobooks">
      <SignInForm onSignedIn={() => void navigate(pathAfterSignIn(query.get('next')), { replace: true })} />
    </EntryFrame>
  );
}
