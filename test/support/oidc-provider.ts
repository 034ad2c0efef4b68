import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';
import { createOidcAdapter } from './oidc-adapter.ts';

/** A person as the provider knows them. */
export interface ProviderAccount {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A real OpenID Connect provider on loopback, where whoever comes is signed in as `account` without being asked. */
export interface TestOidcProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Null: the person says no. */
  account: ProviderAccount | null;
  /** Paths that were asked for, without queries. */
  readonly requests: string[];
  /** Takes the address of the program on: the provider leads nobody elsewhere. */
  register(redirectUri: string): void;
  /** Answers nothing any more. */
  stop(): Promise<void>;
}

export async function startOidcProvider(): Promise<TestOidcProvider> {
  const [clientId, clientSecret] = ['mamcrawler', randomBytes(16).toString('hex')];
  const requests: string[] = [];
  let provider: Provider | null = null;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? '/';
    requests.push(path);
    if (provider === null) {
      response.writeHead(503).end();
      return;
    }
    if (!path.startsWith('/interaction/')) return provider.callback()(request, response);
    const result =
      started.account === null
        ? { error: 'access_denied', error_description: 'secret words of the provider' }
        : { login: { accountId: started.account.subject } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${portOf(server.address())}`;

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  const started: TestOidcProvider = {
    issuer,
    clientId,
    clientSecret,
    account: null,
    requests,
    register(redirectUri) {
      provider = new Provider(issuer, {
        ...RULES,
        adapter: createOidcAdapter,
        clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
        findAccount: (_, accountId) => ({
          accountId,
          claims: async () => ({ ...started.account?.claims, sub: accountId }),
        }),
      });
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
  return started;
}

const SCOPES = {
  openid: ['sub'],
  profile: ['name', 'preferred_username'],
  email: ['email', 'email_verified'],
};

const RULES: Configuration = {
  claims: { ...SCOPES, groups: ['groups'] },
  cookies: { keys: ['signs the cookies of the provider'] },
  jwks: { keys: [signingKey()] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      ...(oidc.client === undefined ? {} : { clientId: oidc.client.clientId }),
      ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
    });
    grant.addOIDCScope('openid profile email groups');
    await grant.save();
    return grant;
  },
};

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The provider has no port');
  return address.port;
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'test', use: 'sig' };
}
