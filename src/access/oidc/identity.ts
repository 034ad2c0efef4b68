import { z } from 'zod';
import { isStorableText } from '../../base/text.ts';

/** Somebody as their provider describes them. */
export interface Identity {
  readonly issuer: string;
  /** Never changes at its issuer, and belongs to nobody else there. */
  readonly subject: string;
  /** Names that they may have here, best first; at least one. */
  readonly names: readonly string[];
  /** Null unless the provider has verified that it is theirs. */
  readonly verifiedEmail: string | null;
  readonly groups: readonly string[];
}

type Claims = Readonly<Record<string, unknown>>;

const MAX_NAME = 64;
const Email = z.email().max(254);
const Subject = z.string().min(1).max(255).refine(isStorableText);

/**
 * Reads the claims of the ID token, and of the user info endpoint for what the token leaves out. Throws where they name
 * nobody.
 */
export function readIdentity(token: Claims, userInfo: Claims, groupsClaim: string): Identity {
  const claims = { ...userInfo, ...token };
  return {
    issuer: Subject.parse(token['iss']),
    subject: Subject.parse(token['sub']),
    names: namesOf(claims),
    // An address and whether it is verified must come from the same place.
    verifiedEmail: verifiedEmail(token['email'] === undefined ? userInfo : token),
    groups: groupsOf(claims, groupsClaim),
  };
}

function namesOf(claims: Claims): readonly string[] {
  const given = ['preferred_username', 'name', 'email'].map((claim) => claims[claim]);
  const names = given.flatMap((name) => (typeof name === 'string' ? cleanName(name) : '') || []);
  return names.length === 0 ? ['user'] : names;
}

function cleanName(name: string): string {
  const plain = name.toWellFormed().replace(/[\p{C}\s]+/gu, ' ');
  return plain.trim().slice(0, MAX_NAME).toWellFormed().trim();
}

function verifiedEmail(claims: Claims): string | null {
  const email = Email.safeParse(claims['email']);
  return email.success && claims['email_verified'] === true ? email.data : null;
}

/** A list or a single name, under its own name or a path (`realm_access.roles`). */
function groupsOf(claims: Claims, claim: string): readonly string[] {
  const value = claims[claim] ?? claim.split('.').reduce<unknown>(step, claims);
  const groups = Array.isArray(value) ? value : [value];
  return groups.filter((group) => typeof group === 'string');
}

function step(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** The n-th way to write a name: `Ada`, `Ada 2`, `Ada 3`. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const suffix = ` ${number}`;
  return name.slice(0, MAX_NAME - suffix.length).toWellFormed() + suffix;
}
