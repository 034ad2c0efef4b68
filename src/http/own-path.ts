const SOMEWHERE = 'http://somewhere.invalid';

/** The address of a path of this program that somebody named; its start page for everything else. */
export function ownPath(basePath: string, path: string): string {
  const whole = basePath + path.replace(/^\//, '');
  if (!URL.canParse(whole, SOMEWHERE)) return basePath;
  // As a browser reads it: with `..` resolved and `\` taken for a slash.
  const { origin, pathname, search, hash } = new URL(whole, SOMEWHERE);
  const isOwn = origin === SOMEWHERE && pathname.startsWith(basePath) && !pathname.startsWith('//');
  return isOwn ? pathname + search + hash : basePath;
}
