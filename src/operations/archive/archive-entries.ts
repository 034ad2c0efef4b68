/** The names of what an archive holds. */
export const MANIFEST_ENTRY = 'manifest.json';
export const SETTINGS_ENTRY = 'settings.json';
export const SECRETS_ENTRY = 'secrets.json';
export const MEDIA_ENTRY = 'media.ndjson';
/** The SHA-256 of every other entry, in hexadecimal. */
export const CHECKSUMS_ENTRY = 'checksums.json';

const KNOWN = new Set([MANIFEST_ENTRY, SETTINGS_ENTRY, SECRETS_ENTRY, MEDIA_ENTRY, CHECKSUMS_ENTRY]);

export function rowsEntry(table: string): string {
  return `tables/${table}.copy`;
}

export function isEntryName(name: string): boolean {
  return KNOWN.has(name) || /^tables\/[a-z_][a-z0-9_]{0,62}\.copy$/.test(name);
}
