import { z } from 'zod';

/** What a test of an indexer or a download client found, in words. */
export const ConnectionTest = z.object({ ok: z.boolean(), detail: z.string() });

export const connectionName = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(100, 'may have at most 100 characters');
export const connectionUrl = z
  .string()
  .trim()
  .max(2000)
  .regex(/^https?:\/\/[^\s/]+/i, 'must be an address that begins with http:// or https://')
  .refine((text) => URL.canParse(text), 'is not an address');
