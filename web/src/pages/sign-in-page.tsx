import { useNavigate, useSearchParams } from 'react-router';
import { describeOidcFault, isOidcFault } from '../../../src/base/oidc-fault.ts';
import { setUpState } from '../../../src/contract/access.ts';
import { useEndpoint } from '../api.ts';
import { EntryFrame } from '../features/access/entry-frame.tsx';
import { OidcLink } from '../features/access/oidc-link.tsx';
import { SignInForm } from '../features/access/sign-in-form.tsx';
import { pathAfterSignIn } from '../paths.ts';
import { BrandMark } from '../shell/brand.tsx';
import { Alert } from '../ui/alert.tsx';

export function SignInPage() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const state = useEndpoint(setUpState, {});
  const returnTo = pathAfterSignIn(query.get('next'));
  const fault = query.get('fault');

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
      {isOidcFault(fault) && (
        <Alert
          sentence={describeOidcFault(fault, state.data?.oidc?.name ?? 'The provider')}
          requestId={query.get('request_id')?.slice(0, 128) ?? null}
          className="mb-4"
        />
      )}
      <SignInForm onSignedIn={() => void navigate(returnTo, { replace: true })} />
      {state.data?.oidc && <OidcLink name={state.data.oidc.name} returnTo={returnTo} />}
    </EntryFrame>
  );
}
