import type { LibraryItemDetail } from '../../things.ts';

type Order = NonNullable<LibraryItemDetail['order']>;

const FOLLOWED: Readonly<Record<Order['by'], string>> = {
  tags: 'In the order of the track numbers in the tags',
  names: 'In the order of the numbers in the names',
  titles: 'In the order of the numbers in the titles',
  folders: 'In the order of the folders',
  alphabet: 'In alphabetical order, for nothing counts the files',
  person: 'In the order that a person gave',
};

const AGREES: Readonly<Record<Order['by'], string>> = {
  tags: 'tags',
  names: 'names',
  titles: 'titles',
  folders: 'folders',
  alphabet: 'alphabet',
  person: 'person',
};

/** Below it, a person had better look. */
const DOUBTFUL = 0.6;

/** How the order of an item's files was found, as a sentence. */
export function orderSentence({
  by,
  agreeing,
  confidence,
}: Pick<Order, 'by' | 'agreeing' | 'confidence'>): string {
  const names = agreeing.map((source) => AGREES[source]);
  const last = names.at(-1);
  const all = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  const agreement = last === undefined ? '' : `; the ${all} agree`;
  const doubt = confidence < DOUBTFUL && by !== 'alphabet' ? ', which is doubtful' : '';
  return `${FOLLOWED[by]}${doubt}${agreement}.`;
}
