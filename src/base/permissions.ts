/** What may be done, by name; who may do it stands in `access/permissions.ts`. */
export const PERMISSIONS = [
  'library.read',
  'library.scan',
  'library.edit',
  'wanted.read',
  'wanted.edit',
  'wanted.edit_any',
  'releases.choose',
  'imports.resolve',
  'settings.read',
  'settings.edit',
  'account.edit',
  'users.read',
  'users.edit',
  'audit.read',
  'operations.read',
  'operations.edit',
  'metrics.read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];
