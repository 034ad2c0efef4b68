import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A token that only holders of the key can make: `token.signature`. */
export function signToken(token: string, key: string): string {
  return `${token}.${signature(token, key)}`;
}

/** The token of a signed one, or null where the signature is not of this key. */
export function unsignToken(signed: string, key: string): string | null {
  const dot = signed.lastIndexOf('.');
  if (dot <= 0) return null;
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1));
  const expected = Buffer.from(signature(token, key));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** What is stored of a token or key of 256 bits: enough to know it again, not to use it. */
export function hashToken(token: string): Uint8Array {
  return hash('sha256', token, 'buffer');
}

function signature(token: string, key: string): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}
