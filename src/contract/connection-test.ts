import { z } from 'zod';
import { line, text } from './values.ts';

/** What a test of an indexer or a download client found, in words. */
export const ConnectionTest = z
  .object({ ok: z.boolean(), detail: text('It answers.', 'What was found, or what is wrong, as a sentence') })
  .meta({ title: 'ConnectionTest' });

export const connectionName = line(100).meta({ description: 'What people call it', example: 'At home' });
export const connectionUrl = z
  .string()
  .trim()
  .max(2000)
  .regex(/^https?:\/\/[^\s/]+/i, 'must be an address that begins with http:// or https://')
  .refine((text) => URL.canParse(text), 'is not an address')
  .refine(hasNoSecret, 'may not hold a name, password or key: give them in their own fields')
  .meta({ description: 'Where the server reaches it', example: 'http://127.0.0.1:8080' });

/** How a service is reached: as `PROXY_URL` says, beside it, or by a proxy of its own. */
export const proxyUse = z.enum(['default', 'direct', 'own']).meta({
  description: 'By what it is reached: the proxy of `PROXY_URL`, none, or one of its own',
});

/** Write-only, for it may hold a password. */
export const proxy = z
  .union([
    z.literal('direct'),
    z
      .string()
      .max(2000)
      .regex(/^(?:https?|socks5):\/\/[^\s/]+/i, 'must begin with http://, https:// or socks5://')
      .refine((text) => URL.canParse(text), 'is not an address'),
  ])
  .nullish()
  .meta({
    description: 'The proxy for this service alone, or `direct` for none; null for `PROXY_URL`. Write-only.',
    example: 'socks5://127.0.0.1:1080',
  });

/** What is in an address is shown, logged and sent on: credentials do not belong there. */
function hasNoSecret(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password, searchParams } = new URL(text);
  const names = [...searchParams.keys()].map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  return username === '' && password === '' && !names.some((name) => KEY_LIKE.test(name));
}

/** `apikey`, `torrent_pass`, `access-token` … */
const KEY_LIKE = /(?:key|token|pass|password|passwd|secret)$/;
