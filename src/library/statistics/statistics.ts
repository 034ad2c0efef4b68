/** What is in the libraries now, in figures. Files that are missing count nowhere. */
export interface Statistics {
  readonly totals: Totals;
  readonly codecs: readonly AudioPart[];
  readonly bitrates: readonly AudioPart[];
  /** Of items; without a name: those whose language nobody knows. */
  readonly languages: readonly ItemPart[];
  /** From the first month in which something came to this one, without a gap. */
  readonly growth: readonly Month[];
  readonly topAuthors: readonly Person[];
  readonly topNarrators: readonly Person[];
  readonly longest: readonly LongItem[];
  readonly shortest: readonly LongItem[];
}

export interface Totals {
  readonly books: number;
  readonly authors: number;
  readonly narrators: number;
  readonly series: number;
  readonly items: number;
  readonly files: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** Audio files that have something in common; without a name: those of which it is not known. */
export interface AudioPart {
  readonly name: string | null;
  readonly files: number;
  readonly seconds: number;
  readonly bytes: number;
}

export interface ItemPart {
  readonly name: string | null;
  readonly items: number;
  readonly seconds: number;
}

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly books: number;
  readonly seconds: number;
}

export interface LongItem {
  readonly bookId: number;
  readonly title: string;
  readonly seconds: number;
}

/** What came in a month (`2026-11`, UTC). */
export interface Came {
  readonly month: string;
  readonly items: number;
  readonly seconds: number;
  readonly bytes: number;
}

export interface Month extends Came {
  /** How many there were at its end. */
  readonly itemsThen: number;
  readonly secondsThen: number;
}

/** Puts in the months in which nothing came, up to this one, and adds up. `came` is in order. */
export function growthOf(came: readonly Came[], now: Date): readonly Month[] {
  const [first] = came;
  if (first === undefined) return [];
  const byMonth = new Map(came.map((each) => [each.month, each]));
  const months: Month[] = [];
  let [itemsThen, secondsThen] = [0, 0];
  for (let month = first.month; month <= monthOf(now); month = monthAfter(month)) {
    const { items, seconds, bytes } = byMonth.get(month) ?? { items: 0, seconds: 0, bytes: 0 };
    itemsThen += items;
    secondsThen += seconds;
    months.push({ month, items, seconds, bytes, itemsThen, secondsThen });
  }
  return months;
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return monthOf(new Date(Date.UTC(year, number)));
}
