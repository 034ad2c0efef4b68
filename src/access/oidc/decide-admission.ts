import { ROLES, type Role } from '../../base/roles.ts';
import type { OidcConfig } from '../../platform/config.ts';

interface KnownUser {
  readonly role: Role;
  readonly enabled: boolean;
  /** Without them nobody could change anything any more, or nobody without the provider. */
  readonly isLastAdministrator: boolean;
}

export type AdmissionDecision =
  | { readonly kind: 'refuse'; readonly fault: 'disabled' | 'not_allowed' }
  /** `keptAdministrator`: their groups say otherwise. */
  | { readonly kind: 'admit'; readonly role: Role; readonly keptAdministrator: boolean };

/** Whether somebody comes in, and as what; `user` is null where they were never here. */
export function decideAdmission(
  { groups: mapping, defaultRole }: Pick<OidcConfig, 'groups' | 'defaultRole'>,
  groups: readonly string[],
  user: KnownUser | null,
): AdmissionDecision {
  if (user !== null && !user.enabled) return { kind: 'refuse', fault: 'disabled' };
  const isMapped = ROLES.some((role) => mapping[role].length > 0);
  const given = user !== null && !isMapped ? user.role : (roleOfGroups(mapping, groups) ?? defaultRole);
  if (user?.isLastAdministrator === true && given !== 'administrator')
    return { kind: 'admit', role: 'administrator', keptAdministrator: true };
  if (given === null) return { kind: 'refuse', fault: 'not_allowed' };
  return { kind: 'admit', role: given, keptAdministrator: false };
}

/** The highest role that one of the groups gives. */
function roleOfGroups(mapping: OidcConfig['groups'], groups: readonly string[]): Role | null {
  return ROLES.find((role) => mapping[role].some((group) => groups.includes(group))) ?? null;
}
