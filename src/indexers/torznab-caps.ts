/** What a Torznab server says it can do (`t=caps`). */
export interface TorznabCaps {
  readonly serverTitle: string | null;
  /** The largest page that it gives. */
  readonly maxLimit: number | null;
  /** Parameters of `t=search`; null: there is no such search. */
  readonly searchParams: ReadonlySet<string> | null;
  readonly bookSearchParams: ReadonlySet<string> | null;
  readonly categories: readonly TorznabCategory[];
}

export interface TorznabCategory {
  readonly id: number;
  readonly name: string;
}

const AUDIO = 3000;
export const AUDIOBOOK = 3030;
/** In the languages of the trackers that have them. */
export const AUDIOBOOK_NAME =
  /audio\W{0,3}books?|h[öo]e?rb[üu]e?ch|livres? audio|audio\W?livre|audio\W?libr[oi]|luisterboek|l[jy]udb[öo]ck|lydb[øo]g|аудиокниг/i;
/** Trackers name dozens of kinds of audiobooks; their common parent is among the first. */
const MAX_CATEGORIES = 50;

/** The categories to ask for: those that are audiobooks, else all audio, else none: then everything is asked for. */
export function audiobookCategories(categories: readonly TorznabCategory[]): readonly number[] {
  const named = categories.filter(({ id, name }) => id === AUDIOBOOK || AUDIOBOOK_NAME.test(name));
  if (named.length > 0) return [...new Set(named.map(({ id }) => id))].slice(0, MAX_CATEGORIES);
  return categories.some(({ id }) => id === AUDIO) ? [AUDIO] : [];
}

export interface CapsReader {
  open(element: string, attributes: Readonly<Record<string, string>>): void;
  caps(): TorznabCaps;
}

/** Collects a caps document from its elements; names come in lower case. */
export function createCapsReader(): CapsReader {
  let serverTitle: string | null = null;
  let maxLimit: number | null = null;
  let searchParams: ReadonlySet<string> | null = new Set(['q']);
  let bookSearchParams: ReadonlySet<string> | null = null;
  const categories: TorznabCategory[] = [];
  return {
    open(element, attributes) {
      switch (element) {
        case 'server':
          serverTitle = attributes['title']?.trim() || null;
          break;
        case 'limits':
          maxLimit = positive(attributes['max']);
          break;
        case 'search':
          searchParams = supportedParams(attributes);
          break;
        case 'book-search':
          bookSearchParams = supportedParams(attributes);
          break;
        case 'category':
        case 'subcat': {
          const id = positive(attributes['id']);
          if (id !== null) categories.push({ id, name: attributes['name'] ?? '' });
        }
      }
    },
    caps: () => ({ serverTitle, maxLimit, searchParams, bookSearchParams, categories }),
  };
}

function supportedParams(attributes: Readonly<Record<string, string>>): ReadonlySet<string> | null {
  if (attributes['available']?.toLowerCase() === 'no') return null;
  const params = (attributes['supportedparams'] ?? 'q').toLowerCase().split(',');
  return new Set(params.map((param) => param.trim()));
}

function positive(text: string | undefined): number | null {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
