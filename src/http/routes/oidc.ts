import type { FastifyReply, FastifyRequest } from 'fastify';
import { finishSignIn, type OidcRefusal } from '../../access/oidc/finish-sign-in.ts';
import type { OidcProvider } from '../../access/oidc/oidc-provider.ts';
import { PENDING_MS, sealPending } from '../../access/oidc/pending-sign-in.ts';
import { SECOND_MS } from '../../base/clock.ts';
import { NotFound } from '../../base/errors.ts';
import type { OidcFault } from '../../base/oidc-fault.ts';
import * as contract from '../../contract/access.ts';
import type { HttpNeeds } from '../needs.ts';
import { onlyCookie } from '../only-cookie.ts';
import { ownPath } from '../own-path.ts';
import { type Route, route } from '../route.ts';
import { cookieOptions, keepSignedIn, visitorOf } from '../session-cookie.ts';

/** Binds what comes back from the provider to the browser that went there. */
const PENDING_COOKIE = 'mamcrawler_oidc';

export function oidcRoutes(needs: HttpNeeds): readonly Route[] {
  const { basePath } = needs;
  const cookiePath = `${basePath}api/oidc`;

  return [
    route(contract.startOidc, async ({ query, request, reply }) => {
      const oidc = required(needs.oidc);
      const begun = await oidc.begin(redirectUriOf(needs, request));
      if ('fault' in begun) return lead(reply, addressOfFault(needs, begun.fault, request));
      const pending = { ...begun.pending, returnTo: query.return_to };
      reply.setCookie(PENDING_COOKIE, sealPending(needs.secretBox, pending, needs.clock.now()), {
        ...cookieOptions(needs, request, cookiePath),
        maxAge: PENDING_MS / SECOND_MS,
      });
      lead(reply, begun.url);
    }),
    route(contract.finishOidc, async ({ request, reply }) => {
      const oidc = required(needs.oidc);
      reply.clearCookie(PENDING_COOKIE, cookieOptions(needs, request, cookiePath));
      const outcome = await finishSignIn(
        { ...needs, oidc },
        {
          sealed: onlyCookie(request, PENDING_COOKIE),
          search: searchOf(request),
          visitor: visitorOf(request),
        },
      ).catch((error: unknown): OidcRefusal => {
        request.log.error({ err: error }, 'sign-in by OpenID Connect failed');
        needs.errors.note({ error, place: 'GET /api/oidc/callback', requestId: request.id });
        return { fault: 'unexpected' };
      });
      if ('fault' in outcome) return lead(reply, addressOfFault(needs, outcome.fault, request));
      keepSignedIn(needs, request, reply, outcome.admission);
      lead(reply, ownPath(basePath, outcome.returnTo));
    }),
  ];
}

function required(oidc: OidcProvider | null): OidcProvider {
  if (oidc === null)
    throw new NotFound(
      'There is no OpenID Connect provider: set OIDC_ISSUER and OIDC_CLIENT_ID, and restart.',
    );
  return oidc;
}

/** To be registered at the provider, which refuses every other one. */
function redirectUriOf({ publicUrl, basePath }: HttpNeeds, request: FastifyRequest): string {
  const home = publicUrl ?? `${request.protocol}://${request.host}${basePath}`;
  return `${home}api/oidc/callback`;
}

/** As it came: the contract keeps only what it knows. */
function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

/** What went wrong is told where the browser began: on the sign-in page. */
function addressOfFault({ basePath }: HttpNeeds, fault: OidcFault, { id }: FastifyRequest): string {
  return `${basePath}sign-in?${new URLSearchParams({ fault, request_id: id })}`;
}

function lead(reply: FastifyReply, address: string): void {
  reply.headers({ location: address, 'cache-control': 'no-store' });
}
