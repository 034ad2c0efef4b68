import { compareNaturally } from '../base/text.ts';

const PREFERRED = ['cover', 'folder', 'front'];

/** The image that is the cover by its name, else the first one; null where there is none. */
export function pickCoverFile(images: readonly string[]): string | null {
  const [first] = images.toSorted((a, b) => rank(a) - rank(b) || compareNaturally(a, b));
  return first ?? null;
}

function rank(image: string): number {
  const name = image.slice(image.lastIndexOf('/') + 1).toLowerCase();
  const index = PREFERRED.findIndex((word) => name.startsWith(`${word}.`));
  return index < 0 ? PREFERRED.length : index;
}
