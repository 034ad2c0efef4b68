/** What may be done, by name; who may do it stands in `access/permissions.ts`. */
export const PERMISSIONS = [
  'library.read',
  'library.scan',
  'library.edit',
  'wanted.read',
  'wanted.edit',
  'releases.choose',
  'imports.resolve',
  'settings.read',
  'settings.edit',
] as const;

export type Permission = (typeof PERMISSIONS)[number];
