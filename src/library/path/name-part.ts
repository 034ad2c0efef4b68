import type { Piece } from './name-pieces.ts';

/** What one part of a folder's name is, as far as its form tells. */
export type NamePart = {
  /** As it stands in the name. */
  readonly from: string;
  readonly joint: Piece['joint'];
} & (
  | { readonly kind: 'text'; readonly text: string }
  /** In brackets, and not plain by its form. */
  | { readonly kind: 'aside'; readonly text: string; readonly bracket: '(' | '[' | '{' }
  /** Says what kind of book it is: "A Novel". */
  | { readonly kind: 'subtitle'; readonly text: string }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'position'; readonly position: string }
  | {
      readonly kind: 'series';
      readonly name: string;
      readonly position: string;
      /** As title, where there is no other: "Highbury 21". */
      readonly whole: string;
      /**
       * `run-on`: the title may stand before the name with nothing between, "Emma Highbury, Book 1"; `bare`: only a number
       * behind words, which may be a title, too; `bracketed`: what stands before is the title.
       */
      readonly form: 'plain' | 'run-on' | 'bare' | 'bracketed';
    }
  | { readonly kind: 'narrators'; readonly names: readonly string[] }
  | { readonly kind: 'asin'; readonly asin: string }
  | { readonly kind: 'edition'; readonly abridged: boolean | null }
  | { readonly kind: 'noise'; readonly why: string }
);
