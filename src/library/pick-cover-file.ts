import { compareNaturally } from '../base/text.ts';
import { lastPart } from './group-files.ts';

const BY_NAME = ['cover', 'folder', 'front', 'poster', 'album', 'albumart'];
const FRONT_WORD = /(?:^|[^\p{L}])(?:front|cover|coverart|albumart|artwork)(?:$|[^\p{L}])/iu;
const OTHER_WORD =
  /(?:^|[^\p{L}])(?:back|rear|rück\w*|spine|inlay|inside|booklet|disc|disk|cd|thumb\w*|small|author|narrator|reader|fanart|backdrop|banner|logo)(?:$|[^\p{L}])/iu;

/**
 * The image that is the cover by its name, then one that calls itself so among other words, then the first; images of
 * backs, discs and people come last. Null where there is none.
 */
export function pickCoverFile(images: readonly string[]): string | null {
  if (images.length < 2) return images[0] ?? null;
  const [first] = images.toSorted((a, b) => rank(a) - rank(b) || compareNaturally(a, b));
  return first ?? null;
}

function rank(image: string): number {
  const name = lastPart(image);
  const stem = name.replace(/\.[^.]*$/u, '');
  const index = BY_NAME.indexOf(stem.toLowerCase());
  if (index >= 0) return index;
  if (OTHER_WORD.test(stem)) return BY_NAME.length + 2;
  return FRONT_WORD.test(stem) ? BY_NAME.length : BY_NAME.length + 1;
}

/** The images that bear the name of a file or an item, or lie in its own folder. */
export function imagesBeside(path: string, images: readonly string[]): readonly string[] {
  const stem = (name: string) => name.replace(/\.[^./]*$/u, '').toLowerCase();
  return images.filter((image) => stem(image) === stem(path) || image.startsWith(`${path}/`));
}
