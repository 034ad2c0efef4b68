import { Forbidden, Unauthorized } from '../base/errors.ts';
import { PERMISSIONS, type Permission } from '../base/permissions.ts';
import { type KeyScope, type Role, scopesFor, scopesUpTo } from '../base/roles.ts';
import type { Actor } from './actor.ts';

const READING: readonly Permission[] = ['library.read', 'wanted.read', 'metrics.read'];

/** Who may do what: the only table of it. */
const GRANTS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  administrator: new Set(PERMISSIONS),
  member: new Set([...READING, 'account.edit', 'wanted.edit']),
  viewer: new Set([...READING, 'account.edit']),
};

/** What is left of it where an API key acts for its user: one that only reads must not make itself another one. */
const SCOPES: Readonly<Record<KeyScope, ReadonlySet<Permission>>> = {
  admin: new Set(PERMISSIONS),
  member: new Set([...READING, 'wanted.edit']),
  read: new Set(READING),
};

/** Everything that somebody may do. */
export function permissionsOf(actor: Actor): readonly Permission[] {
  return PERMISSIONS.filter((permission) => may(actor, permission));
}

export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'nobody' || !GRANTS[actor.role].has(permission)) return false;
  return actor.kind === 'user' || SCOPES[actor.scope].has(permission);
}

/** Whether a key of this scope could do no more than whoever makes it. */
export function mayGiveScope(actor: Actor, scope: KeyScope): boolean {
  if (actor.kind === 'nobody' || !scopesFor(actor.role).includes(scope)) return false;
  return actor.kind === 'user' || scopesUpTo(actor.scope).includes(scope);
}

/** Throws Unauthorized for nobody, Forbidden where the role, or the scope of the key, lacks the permission. */
export function authorize(actor: Actor, needs: Permission | 'signed-in' | 'open'): void {
  if (needs === 'open') return;
  if (actor.kind === 'nobody') throw new Unauthorized('Sign in, or send an API key in the X-API-Key header.');
  if (needs === 'signed-in' || may(actor, needs)) return;
  if (actor.kind === 'api_key' && GRANTS[actor.role].has(needs))
    throw new Forbidden(`The scope of this API key (${actor.scope}) does not allow this.`, { needs });
  throw new Forbidden(`Your role (${actor.role}) does not allow this.`, { needs });
}
