import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { email, newPassword, role, userName } from './user-values.ts';
import { id, idParam, instant, listOf, pageQuery, text } from './values.ts';

const tag = 'Users';

export const User = z
  .object({
    id,
    name: text('ada'),
    role,
    email: text('ada@example.org').nullable(),
    enabled: z.boolean().meta({ description: 'False: neither sessions nor keys of this user work' }),
    has_password: z.boolean(),
    has_oidc: z.boolean().meta({
      description: 'Whether an identity of an OpenID Connect provider leads to this user',
      example: false,
    }),
    locked: z.boolean().meta({
      description: 'Whether failed sign-ins keep some address out for now',
      example: false,
    }),
    created_at: instant,
    signed_in_at: instant.nullable(),
  })
  .meta({ title: 'User' });

export const listUsers = endpoint({
  name: 'listUsers',
  method: 'GET',
  path: '/api/users',
  summary: 'Users, by name',
  description: 'Everybody who may sign in, also those that are disabled. Only administrators see them.',
  tag,
  needs: 'users.read',
  query: pageQuery,
  reply: listOf(User),
});

export const addUser = endpoint({
  name: 'addUser',
  method: 'POST',
  path: '/api/users',
  summary: 'Add a user',
  description:
    'With a password the user can sign in at once. Without one only by OpenID Connect, linked by `email`. A name or an e-mail address that another user has is a conflict.',
  tag,
  needs: 'users.edit',
  errors: ['conflict'],
  body: z
    .object({
      name: userName,
      role: role.meta({
        description: 'An administrator may do everything, a member want books, a viewer look',
      }),
      password: newPassword.nullish(),
      email: email.nullish(),
    })
    .meta({ title: 'NewUser' }),
  reply: User,
  status: 201,
});

export const getUser = endpoint({
  name: 'getUser',
  method: 'GET',
  path: '/api/users/{id}',
  summary: 'One user',
  description:
    'With whether failed sign-ins keep some address out for now. Only administrators see users; what one may do oneself says `GET /api/session`.',
  tag,
  needs: 'users.read',
  params: idParam,
  reply: User,
});

export const changeUser = endpoint({
  name: 'changeUser',
  method: 'PATCH',
  path: '/api/users/{id}',
  summary: 'Change a user: name, role, e-mail, password, or whether they may come in',
  description:
    'A new password or `enabled: false` ends all their sessions; a new role holds from the next request. The last administrator stays one.',
  tag,
  needs: 'users.edit',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({
      name: userName.optional(),
      role: role.optional(),
      email: email.nullish(),
      password: newPassword.optional(),
      enabled: z.boolean().optional(),
    })
    .meta({ title: 'UserChanges' }),
  reply: User,
});

export const removeUser = endpoint({
  name: 'removeUser',
  method: 'DELETE',
  path: '/api/users/{id}',
  summary: 'Remove a user, with their sessions and keys',
  description: 'What they wanted stays, without a user. The last administrator cannot be removed.',
  tag,
  needs: 'users.edit',
  errors: ['conflict'],
  params: idParam,
});

export const endUserSessions = endpoint({
  name: 'endUserSessions',
  method: 'DELETE',
  path: '/api/users/{id}/sessions',
  summary: 'Sign a user out everywhere',
  description:
    'At once, in every process. Their API keys stay, and they may sign in again: to keep them out, set `enabled` to false.',
  tag,
  needs: 'users.edit',
  params: idParam,
});

export const unlockUser = endpoint({
  name: 'unlockUser',
  method: 'DELETE',
  path: '/api/users/{id}/lock',
  summary: 'Forget the failed sign-ins of a user, and with them the waiting time',
  description: 'The next attempt is answered at once. Nothing happens where there were none.',
  tag,
  needs: 'users.edit',
  params: idParam,
});
