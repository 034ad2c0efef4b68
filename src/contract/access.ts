import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './values.ts';

const tag = 'Access';

export const User = z.object({
  id,
  name: z.string(),
  role: z.enum(['administrator', 'member', 'viewer']),
});

const name = z.string().trim().min(1, 'must not be blank').max(64, 'may have at most 64 characters');
const newPassword = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(256, 'may have at most 256 characters');

export const setUp = endpoint({
  name: 'setUp',
  method: 'POST',
  path: '/api/setup',
  summary: 'Make the first administrator with the token of the set-up link, and sign in',
  tag,
  needs: 'open',
  body: z.object({ token: z.string().min(1).max(200), name, password: newPassword }),
  reply: User,
  status: 201,
});

export const setUpState = endpoint({
  name: 'setUpState',
  method: 'GET',
  path: '/api/setup',
  summary: 'Whether an administrator is still to be made',
  tag,
  needs: 'open',
  reply: z.object({ needed: z.boolean() }),
});

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in: sets the session cookie',
  tag,
  needs: 'open',
  body: z.object({ name: z.string().max(64), password: z.string().max(256) }),
  reply: User,
});

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  summary: 'End this session',
  tag,
  needs: 'signed-in',
});

export const me = endpoint({
  name: 'me',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is asking',
  tag,
  needs: 'signed-in',
  reply: z.object({
    user: User.nullable(),
    via: z.enum(['session', 'api_key']),
    expires_at: instant.nullable(),
  }),
});
