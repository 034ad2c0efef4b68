import { discMark } from '../disc-folder.ts';
import { isWithin } from './settling.ts';

/**
 * Where to begin in order to read the items of these places rightly: a disc is read with its book, discs that lie beside
 * each other with the folder around them. None lies in another.
 */
export function widenPlaces(places: readonly string[]): readonly string[] {
  const wide = [...new Set(places.map(aroundDiscs))];
  return wide.filter((place) => !wide.some((other) => other !== place && isWithin(place, other)));
}

function aroundDiscs(place: string): string {
  const parts = place.split('/');
  const disc = parts.findIndex((part) => discMark(part) !== null);
  return disc === -1 ? place : parts.slice(0, disc).join('/');
}
