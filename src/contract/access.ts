import { z } from 'zod';
import { PERMISSIONS } from '../base/permissions.ts';
import { endpoint } from './endpoint.ts';
import { newPassword, SignedInUser, userName } from './user-values.ts';
import { instant, text } from './values.ts';

const tag = 'Access';

export const setUp = endpoint({
  name: 'setUp',
  method: 'POST',
  path: '/api/setup',
  summary: 'Make the first administrator with the token of the set-up link, and sign in',
  description:
    'The link is shown at the first start, works once and for a day. The reply sets the session cookie. Noted in the audit log.',
  tag,
  needs: 'open',
  audited: false,
  errors: ['unauthorized', 'conflict'],
  body: z
    .object({
      token: z.string().min(1).max(200).meta({ description: 'The end of the link', example: 'kq3T…' }),
      name: userName,
      password: newPassword,
    })
    .meta({ title: 'SetUp' }),
  reply: SignedInUser,
  replyHeaders: ['Set-Cookie'],
  status: 201,
});

export const setUpState = endpoint({
  name: 'setUpState',
  method: 'GET',
  path: '/api/setup',
  summary: 'Whether an administrator is still to be made, and how one may sign in',
  description:
    'What the sign-in page must know before anybody has signed in. Says nothing about who the users are.',
  tag,
  needs: 'open',
  reply: z
    .object({
      needed: z
        .boolean()
        .meta({ description: 'Whether an administrator is still to be made', example: false }),
      oidc: z
        .object({ name: text('Our sign-in', 'For its button') })
        .nullable()
        .meta({ description: 'The provider that this program trusts; null where none is set up' }),
    })
    .meta({ title: 'SetUpState' }),
});

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in: sets the session cookie',
  description:
    'A session that the request came with ends. Failed attempts are answered ever more slowly (up to 5 s); after 10 for one account from one address that address waits 15 minutes for this account, told by 429. A browser that signed in before is counted by itself. Attempts are noted in the audit log: those for names that nobody has once in 15 minutes of an address, those of who has to wait not at all.',
  tag,
  needs: 'open',
  audited: false,
  errors: ['unauthorized'],
  body: z
    .object({
      name: z.string().max(64).meta({ example: 'ada' }),
      password: z.string().max(256).meta({ example: 'correct horse battery' }),
    })
    .meta({ title: 'SignIn' }),
  reply: SignedInUser,
  replyHeaders: ['Set-Cookie'],
});

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  summary: 'End this session',
  description: 'Takes the cookie back. An API key has no session to end: then nothing happens.',
  tag,
  needs: 'signed-in',
  replyHeaders: ['Set-Cookie'],
});

export const me = endpoint({
  name: 'me',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is asking, and what they may do',
  description:
    '`user` is null for a key of the program itself (`API_KEY`, or the one made at the first start).',
  tag,
  needs: 'signed-in',
  reply: z
    .object({
      user: SignedInUser.nullable(),
      via: z.enum(['session', 'api_key']).meta({ example: 'api_key' }),
      permissions: z
        .array(z.enum(PERMISSIONS))
        .meta({ example: ['library.read', 'wanted.read', 'wanted.edit', 'metrics.read'] }),
      expires_at: instant.nullable().meta({
        description: 'When the session or the key ends; null: never',
        example: '2026-12-22T09:30:00.000Z',
      }),
    })
    .meta({ title: 'Caller' }),
});

export const startOidc = endpoint({
  name: 'startOidc',
  method: 'GET',
  path: '/api/oidc/start',
  summary: 'Sign in with OpenID Connect: leads the browser to the provider',
  description:
    'Authorization code flow with PKCE, state and nonce, which the browser keeps in a sealed cookie for 10 minutes. Where the provider does not answer, it leads to the sign-in page, which says so. 404 where none is set up (`OIDC_ISSUER`).',
  tag,
  needs: 'open',
  errors: ['not_found'],
  query: z.object({
    return_to: z
      .string()
      .max(500)
      .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, 'must be a path of this program, such as /wanted')
      .default('/')
      .meta({ description: 'Where to go afterwards: a path below the base path', example: '/wanted' }),
  }),
  status: 302,
  replyHeaders: ['Location', 'Set-Cookie'],
});

function fromProvider(max: number, description: string, example: string) {
  return z.string().max(max).optional().meta({ description, example });
}

export const finishOidc = endpoint({
  name: 'finishOidc',
  method: 'GET',
  path: '/api/oidc/callback',
  summary: 'Where the provider sends the browser back: sets the session cookie and leads to the page',
  description:
    'Redirect address to register at the provider. It is asked by browsers alone: what they bring back is checked against what they took along. What went wrong is told on the sign-in page. Noted in the audit log.',
  tag,
  needs: 'open',
  errors: ['not_found'],
  query: z.object({
    code: fromProvider(4000, 'To be exchanged for who it is', 'SplxlOBeZQQYbYS6WxSbIA'),
    state: fromProvider(500, 'What this program gave the browser to bring back', 'af0ifjsldkj'),
    error: fromProvider(500, 'Why nobody was signed in', 'access_denied'),
    error_description: fromProvider(2000, 'The same in words', 'The user said no'),
    iss: fromProvider(2000, 'Who the provider says it is', 'https://id.example.org'),
  }),
  status: 302,
  replyHeaders: ['Location', 'Set-Cookie'],
});
