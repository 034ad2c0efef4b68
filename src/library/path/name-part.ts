import type { Piece } from './name-pieces.ts';
import type { SeriesForm } from './series-forms.ts';

/** What one part of a folder's name is, as far as its form tells. */
export type NamePart = {
  /** As it stands in the name. */
  readonly from: string;
  readonly joint: Piece['joint'];
} & (
  | SeriesForm
  /** In brackets, and not plain by its form. */
  | { readonly kind: 'aside'; readonly text: string; readonly bracket: '(' | '[' | '{' }
  /** Says what kind of book it is: "A Novel". */
  | { readonly kind: 'subtitle'; readonly text: string }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'narrators'; readonly names: readonly string[] }
  | { readonly kind: 'asin'; readonly asin: string }
  | { readonly kind: 'edition'; readonly abridged: boolean | null }
  | { readonly kind: 'noise'; readonly why: string }
);
