import { type AccessNeeds, changeAccess } from './change-access.ts';
import { closeSession } from './session.ts';

/** Ends the session of a cookie; nothing happens where there is none. */
export async function signOut(
  needs: AccessNeeds & { readonly signingKey: string },
  cookie: string,
): Promise<void> {
  await changeAccess(needs, (change) => closeSession(needs, change, cookie));
}
