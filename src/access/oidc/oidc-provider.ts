import type { ClientAuth, Configuration } from 'openid-client';
import { type Clock, HOUR_MS, SECOND_MS } from '../../base/clock.ts';
import { AppError, messageOf } from '../../base/errors.ts';
import type { OidcFault } from '../../base/oidc-fault.ts';
import type { OidcConfig } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import type { Outbound } from '../../platform/outbound.ts';
import { outboundFetch } from '../../platform/outbound-fetch.ts';
import { type Identity, readIdentity } from './identity.ts';
import type { PendingSignIn } from './pending-sign-in.ts';

const MAX_BYTES = 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** The provider that users may come from. What goes wrong there is an answer, told in the log. */
export interface OidcProvider {
  /** On the button. */
  readonly name: string;
  readonly config: OidcConfig;
  /** Where the browser is to go, and what it keeps meanwhile. */
  begin(redirectUri: string): Promise<Begun | Failed>;
  /** Who came back. `search` is the query with which the provider sent them. */
  finish(pending: PendingSignIn, search: string): Promise<Finished | Failed>;
}

interface Begun {
  readonly url: string;
  readonly pending: Omit<PendingSignIn, 'returnTo'>;
}

interface Finished {
  readonly identity: Identity;
}

interface Failed {
  readonly fault: OidcFault;
}

interface Needs {
  readonly clock: Clock;
  readonly log: Log;
  readonly outbound: Outbound;
}

/** What a provider says about itself is asked anew after this. */
const KNOWN_MS = HOUR_MS;

export function createOidcProvider(needs: Needs, config: OidcConfig): OidcProvider {
  const configuration = rememberSuccess(needs.clock, () => discover(needs.outbound, config));

  async function attempt<T>(work: () => Promise<T>): Promise<T | Failed> {
    try {
      return await work();
    } catch (error) {
      const fault = faultOf(error);
      needs.log.warn(
        { provider: config.issuer, fault, reason: reasonOf(error) },
        'sign-in by OpenID Connect failed',
      );
      return { fault };
    }
  }

  return {
    name: config.name,
    config,
    begin: (redirectUri) =>
      attempt(async () => {
        const client = await import('openid-client');
        const pending = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          codeVerifier: client.randomPKCECodeVerifier(),
          redirectUri,
        };
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: withOpenId(config.scopes),
          state: pending.state,
          nonce: pending.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, pending };
      }),
    finish: ({ state, nonce, codeVerifier, redirectUri }, search) =>
      attempt(async () => {
        const client = await import('openid-client');
        const known = await configuration();
        const address = new URL(redirectUri);
        address.search = search;
        // The signature of the token is not looked at: it comes straight from the provider (OpenID Connect Core 3.1.3.7, 6).
        const tokens = await client.authorizationCodeGrant(known, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error('The provider sent no ID token.');
        const userInfo =
          known.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await client.fetchUserInfo(known, tokens.access_token, claims.sub);
        return { identity: readIdentity(claims, userInfo, config.groupsClaim) };
      }),
  };
}

async function discover(outbound: Outbound, config: OidcConfig): Promise<Configuration> {
  const client = await import('openid-client');
  const issuer = new URL(config.issuer);
  const secret = config.clientSecret;
  const basic = client.ClientSecretBasic(secret ?? '');
  const post = client.ClientSecretPost(secret ?? '');
  const authenticate: ClientAuth = (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
  return client.discovery(issuer, config.clientId, {}, secret === null ? client.None() : authenticate, {
    timeout: TIMEOUT_MS / SECOND_MS,
    [client.customFetch]: outboundFetch(outbound, [config.issuer], {
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    }),
    execute: isOwnMachine(issuer) ? [client.allowInsecureRequests] : [],
  });
}

/** Only there may a provider speak without TLS. */
function isOwnMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

function withOpenId(scopes: string): string {
  return scopes.split(/\s+/).includes('openid') ? scopes : `openid ${scopes}`;
}

/** Asks once for all who want it at the same time, keeps a success for an hour and a failure not at all. */
function rememberSuccess<T>({ now }: Clock, ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: Promise<T>; readonly until: number } | null = null;
  return () => {
    if (kept !== null && now().getTime() < kept.until) return kept.answer;
    const answer = ask();
    kept = { answer, until: now().getTime() + KNOWN_MS };
    answer.catch(() => {
      if (kept?.answer === answer) kept = null;
    });
    return answer;
  };
}

function faultOf(error: unknown): OidcFault {
  if (own(error) !== null) return 'unreachable';
  const name = error instanceof Error ? error.name : '';
  if (name === 'AuthorizationResponseError') return 'declined';
  return 'code' in Object(error) && Object(error).code === 'OAUTH_TIMEOUT' ? 'unreachable' : 'unproven';
}

/** For the log: no answer of the provider, which may hold a token. */
function reasonOf(error: unknown): string {
  const ours = own(error);
  if (ours !== null) return ours.message;
  const code = error instanceof Error && 'error' in error ? ` (${String(error.error)})` : '';
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${messageOf(error)}${code}${cause}`.slice(0, 500);
}

/** What our own way out said, under what the library made of it. */
function own(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof Error && error.cause !== undefined ? own(error.cause) : null;
}
