import { messageOf } from '../base/errors.ts';

/** Another try in some seconds would meet the same. */
export function isForPerson(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'].includes(String(error.code))
  );
}

export function importFaultInWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'The disk of the library is full. Make room, then try again; nothing was left behind.';
  if (code === 'EROFS') return 'The library lies on a file system that cannot be written.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'MAMcrawler may not write into the library. Check the owner and rights of the folder.';
  return messageOf(error);
}
