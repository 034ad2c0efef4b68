import type { OidcFault } from '../../base/oidc-fault.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Admission, Visitor } from '../admit-user.ts';
import { recordAttempt } from '../record-attempt.ts';
import { admitIdentity } from './admit-identity.ts';
import type { OidcProvider } from './oidc-provider.ts';
import { openPending } from './pending-sign-in.ts';

type Needs = Parameters<typeof admitIdentity>[0] & {
  readonly oidc: OidcProvider;
  readonly secretBox: SecretBox;
};

interface CameBack {
  /** What the browser kept; null where it kept nothing. */
  readonly sealed: string | null;
  /** The query with which the provider sent it. */
  readonly search: string;
  readonly visitor: Visitor;
}

interface Success {
  readonly admission: Admission;
  /** The path that they wanted to go to, as it was named. */
  readonly returnTo: string;
}

export interface OidcRefusal {
  readonly fault: OidcFault;
}

/** Lets in, or refuses, who comes back from the provider. */
export async function finishSignIn(
  needs: Needs,
  { sealed, search, visitor }: CameBack,
): Promise<Success | OidcRefusal> {
  const { oidc, secretBox, clock } = needs;

  async function refuse(fault: OidcFault, userId: number | null): Promise<OidcRefusal> {
    const subject = userId === null ? null : `users/${userId}`;
    const { address } = visitor;
    await recordAttempt(
      needs,
      { action: 'finishOidc', address, subject, detail: { reason: fault } },
      { each: false },
    );
    return { fault };
  }

  const pending = sealed === null ? null : openPending(secretBox, sealed, clock.now());
  // Not noted: everybody can open the address without having begun.
  if (pending === null) return { fault: 'expired' };
  const finished = await oidc.finish(pending, search);
  if ('fault' in finished) return refuse(finished.fault, null);
  const admitted = await admitIdentity(needs, oidc.config, finished.identity, visitor);
  if (admitted.kind === 'refused') return refuse(admitted.fault, admitted.userId);
  return { admission: admitted.admission, returnTo: pending.returnTo };
}
