const COPY = 'copy|kopie|kopia|kopi|copie|c[oó]pia';
/** "Emma - Copy (2)", "Emma (another copy)": a bare "copy" behind a name may be a word of the title. */
const BEHIND = new RegExp(
  String.raw`(?:\s[-–—]\s*(?:${COPY})(?:\s*\(\d{1,3}\)|\s\d{1,3})?|[([](?:(?:another|\d{1,3}(?:st|nd|rd|th)|weitere|\d{1,3}\.)\s)?(?:${COPY})(?:\s\d{1,3})?[)\]])\s*$`,
  'iu',
);
const IN_FRONT = new RegExp(
  String.raw`^(?:${COPY})\s(?:\(\d{1,3}\)\s)?(?:of|von|van|de|di|av|af)\s+(?=\S)`,
  'iu',
);

/** A name without what a file manager put there when it was copied, and that mark; null: nothing. */
export function withoutCopyMark(name: string): { readonly rest: string; readonly mark: string | null } {
  const behind = BEHIND.exec(name);
  if (behind !== null && behind.index > 0)
    return { rest: name.slice(0, behind.index).trimEnd(), mark: behind[0].trim() };
  const rest = name.replace(IN_FRONT, '');
  // "Copy of a copy": what is copied has a name.
  const isCopied = rest !== name && !/^\p{Ll}/u.test(rest);
  return isCopied ? { rest, mark: name.slice(0, -rest.length).trim() } : { rest: name, mark: null };
}
