/**
 * Why nobody came in by OpenID Connect. Addresses hold the word, never the sentence: a link must not be able to put text
 * of its own on the sign-in page.
 */
export const OIDC_FAULTS = [
  'expired',
  'unreachable',
  'declined',
  'unproven',
  'not_allowed',
  'disabled',
  'unexpected',
] as const;
export type OidcFault = (typeof OIDC_FAULTS)[number];

export function isOidcFault(text: string | null): text is OidcFault {
  return OIDC_FAULTS.some((fault) => fault === text);
}

/** The same for the person at the sign-in page; `provider` is its name there. */
export function describeOidcFault(fault: OidcFault, provider: string): string {
  switch (fault) {
    case 'expired':
      return 'This sign-in took longer than 10 minutes, was used already or began in another browser. Try again.';
    case 'unreachable':
      return `${provider} cannot be reached now. Try again later, or sign in with a password.`;
    case 'declined':
      return `${provider} did not let you in. Try again, or sign in with a password.`;
    case 'unproven':
      return `The answer of ${provider} could not be verified. Try again; if it stays so, tell an administrator, who finds the reason in the log.`;
    case 'not_allowed':
      return `${provider} knows you, but nothing there gives you access to MAMcrawler. Ask an administrator to add you.`;
    case 'disabled':
      return 'Your account is disabled. Ask an administrator.';
    case 'unexpected':
      return 'Something went wrong on our side. Try again in a moment, or sign in with a password.';
  }
}
