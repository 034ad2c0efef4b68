import { Forbidden, Unauthorized } from '../base/errors.ts';
import { PERMISSIONS, type Permission } from '../base/permissions.ts';
import type { Actor, Role } from './actor.ts';

const READING: readonly Permission[] = ['library.read', 'wanted.read'];

/** Who may do what: the only table of it. */
const GRANTS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  administrator: new Set(PERMISSIONS),
  member: new Set([...READING, 'wanted.edit']),
  viewer: new Set(READING),
};

/** Throws Unauthorized for nobody, Forbidden where the role lacks the permission. */
export function authorize(actor: Actor, needs: Permission | 'signed-in' | 'open'): void {
  if (needs === 'open') return;
  if (actor.kind === 'nobody') throw new Unauthorized('Sign in, or send an API key in the X-API-Key header.');
  if (needs === 'signed-in' || GRANTS[actor.role].has(needs)) return;
  throw new Forbidden(`Your role (${actor.role}) does not allow this.`, { needs });
}
