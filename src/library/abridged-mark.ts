const MARK =
  /[([{]\s*(?:the\s+)?(?:(?<un>un(?:abridged|gekürzte?)|ungekuerzt|full[- ]cast unabridged|integral[e]?|ungek\.?|unabr\.?)|abridged|gekürzt|abr\.?)(?:\s+(?:version|edition|audiobook|audio|lesung|fassung|ausgabe|hörbuch|recording))*\s*[)\]}]/iu;
const TRAILING = /(?:\s*[-–—:,]\s*|\s+)(?<un>un)?abridged(?:\s+(?:version|edition|audiobook))*\s*$/iu;

/** Whether a title says "(Unabridged)": false for that, true for "(Abridged)", null where it says neither. */
export function marksAbridged(text: string): boolean | null {
  const found = MARK.exec(text) ?? TRAILING.exec(text);
  if (!found && !/^(?:un)?abridged$/iu.test(text.trim())) return null;
  return found ? found.groups?.['un'] === undefined : text.trim().toLowerCase() === 'abridged';
}

/** The same title without the mark. */
export function withoutAbridgedMark(text: string): string {
  return text.replace(MARK, ' ').replace(TRAILING, '').replace(/\s+/gu, ' ').trim();
}
