/** Which books are chosen: these, or all that the filters find. */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'all' };

export const NOTHING: Selection = { kind: 'some', ids: new Set() };

export function isChosen(selection: Selection, id: number): boolean {
  return selection.kind === 'all' || selection.ids.has(id);
}

/** Chooses a book, or no longer; of all, those in sight stay chosen without it. */
export function toggled(selection: Selection, id: number, shown: readonly number[]): Selection {
  const ids = new Set(selection.kind === 'all' ? shown : selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { kind: 'some', ids };
}

export function countOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? total : selection.ids.size;
}
