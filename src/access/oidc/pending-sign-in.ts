import { z } from 'zod';
import { MINUTE_MS } from '../../base/clock.ts';
import { AppError } from '../../base/errors.ts';
import type { SecretBox } from '../../platform/secret-box.ts';

export const PENDING_MS = 10 * MINUTE_MS;

const Pending = z.object({
  /** What is sealed for another purpose is not taken for this one. */
  purpose: z.literal('oidc sign-in'),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  endsAt: z.number(),
});

/** What a browser keeps, sealed, while it is at the provider. */
export type PendingSignIn = Omit<z.output<typeof Pending>, 'purpose' | 'endsAt'>;

export function sealPending(secretBox: SecretBox, pending: PendingSignIn, now: Date): string {
  const whole = { ...pending, purpose: 'oidc sign-in', endsAt: now.getTime() + PENDING_MS };
  return Buffer.from(secretBox.seal(JSON.stringify(whole))).toString('base64url');
}

/** Null for what we did not seal, or more than 10 minutes ago. */
export function openPending(secretBox: SecretBox, sealed: string, now: Date): PendingSignIn | null {
  try {
    const plain: unknown = JSON.parse(secretBox.open(Buffer.from(sealed, 'base64url')));
    const { purpose: _, endsAt, ...pending } = Pending.parse(plain);
    return now.getTime() < endsAt ? pending : null;
  } catch (error) {
    if (error instanceof AppError || error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}
