import { DAY_MS } from '../../../../src/base/clock.ts';

export const EXPIRY_CHOICES = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never, until it is revoked' },
] as const;

export type Expiry = (typeof EXPIRY_CHOICES)[number]['value'];

/** When a key made now expires, as the server takes it; null for never. */
export function expiryInstant(expiry: Expiry, now: Date): string | null {
  if (expiry === 'never') return null;
  return new Date(now.getTime() + Number(expiry) * DAY_MS).toISOString();
}

export function isExpired(expiresAt: string | null, now: Date): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
}
