import { titleKey } from '../../base/text.ts';
import { discMark } from '../disc-folder.ts';

const EDITION = /[([]\s*(?:un)?abridged\s*[)\]]|\b(?:un)?abridged\b/giu;
const OF = /[([]?\b\d{1,3}\s*(?:of|von|de)\s*\d{1,3}\b[)\]]?/iu;

/**
 * The book that an album tag names: discs and parts of one book have the same key, "Emma (Disc 1)" and "Emma, Part 2"
 * that of "Emma". Null where it names none: "CD 1".
 */
export function albumKey(album: string | null): string | null {
  if (album === null) return null;
  const plain = album.replace(EDITION, ' ').trim();
  const whole = (discMark(plain)?.before ?? plain).replace(OF, ' ');
  return titleKey(whole) || null;
}
