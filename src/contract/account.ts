import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { newPassword } from './user-values.ts';
import { id, idParam, instant, listOf, pageQuery, text } from './values.ts';

const tag = 'Account';

export const Session = z
  .object({
    id,
    current: z.boolean().meta({ description: 'Whether it is the one that asks' }),
    via: z.enum(['password', 'set_up', 'oidc']).meta({ description: 'How it was opened' }),
    address: text('192.168.1.20', 'Where it was opened from').nullable(),
    user_agent: text('Mozilla/5.0 (X11; Linux x86_64)', 'How the browser calls itself').nullable(),
    created_at: instant,
    seen_at: instant,
    expires_at: instant,
  })
  .meta({ title: 'Session' });

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/account/password',
  summary: 'Change your own password',
  description:
    'All your other sessions end, and browsers that signed in before are forgotten. Your API keys go on working: revoke those that somebody else may know. Someone who came by OpenID Connect alone and has no password yet leaves `current_password` out, within 10 minutes of signing in.',
  tag,
  needs: 'account.edit',
  errors: ['conflict'],
  body: z
    .object({
      current_password: z.string().max(256).optional().meta({ example: 'the old one' }),
      new_password: newPassword,
    })
    .meta({ title: 'PasswordChange' }),
});

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/account/sessions',
  summary: 'Where you are signed in, newest first',
  description:
    'Sessions end after 30 days, or 7 days without use. A user has at most 100: the one not used for longest ends with one more. In the same way the program knows again the last 20 browsers of a user.',
  tag,
  needs: 'account.edit',
  query: pageQuery,
  reply: listOf(Session),
});

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/account/sessions/{id}',
  summary: 'End one of your sessions',
  description: 'At once, in every process.',
  tag,
  needs: 'account.edit',
  params: idParam,
});

export const endSessions = endpoint({
  name: 'endSessions',
  method: 'DELETE',
  path: '/api/account/sessions',
  summary: 'Sign out everywhere',
  description: 'Ends all your sessions, this one too. API keys stay: revoke them one by one.',
  tag,
  needs: 'account.edit',
});
