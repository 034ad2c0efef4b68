import { createAudioReader } from '../audio-reader.ts';
import type { SeriesTag } from '../audio-reading.ts';
import { type DescribableItem, statementsOf } from '../describe-item.ts';
import { readBooks } from '../read-item.ts';
import { findItem } from '../walk/walk-library.ts';
import type { Choice } from './choose-value.ts';
import { type BookChoices, describeBook } from './describe-book.ts';
import type { DescribedField, Statement } from './statement.ts';
import { trustIn } from './trust.ts';

/** What the files of one book say, and what is believed. */
export interface ExplainedBook {
  /** Relative to the library. */
  readonly path: string;
  readonly fields: readonly ExplainedField[];
  /** What is wrong with its files, in words. */
  readonly faults: readonly { readonly path: string; readonly fault: string }[];
}

export interface ExplainedField {
  /** In the words of the wire. */
  readonly field: string;
  readonly value: string;
  readonly source: string;
  readonly confidence: number;
  readonly why: string;
  /** What every other source says, whether it is the same or not. */
  readonly others: readonly { readonly source: string; readonly value: string; readonly why: string }[];
}

/** Reads the books in a folder of the disk and says for each field what every source says and which one is believed. */
export async function explainSources(root: string, path: string): Promise<readonly ExplainedBook[]> {
  await using reader = createAudioReader({ workers: 1 });
  const books = await readBooks(reader, root, await findItem(root, path));
  return books.map((book) => ({
    path: book.path,
    fields: explainFields({ ...book, sourceOrder: null }),
    faults: [...book.faults, ...faultsOf(book.files), ...faultsOf(book.sidecars)],
  }));
}

function faultsOf(
  files: readonly { readonly path: string; readonly reading: { readonly fault: string | null } }[],
) {
  return files.flatMap(({ path, reading: { fault } }) => (fault === null ? [] : [{ path, fault }]));
}

/** The same of what was read already. */
export function explainFields(item: DescribableItem): readonly ExplainedField[] {
  const choices = describeBook(statementsOf(item), item.sourceOrder);
  return fieldsOf(choices).flatMap((field) => {
    const choice: Choice<Value> | null = choices[field];
    if (choice === null) return [];
    const { source, value, doubt, confidence, agreeing } = choice;
    const { reason } = trustIn(source, field);
    return [
      {
        field: field.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
        value: written(value),
        source,
        confidence,
        why: doubt === null ? reason : `${reason}; ${doubt}`,
        others: choice.others.map((other) => ({
          source: other.source,
          value: written(other.value),
          why: agreeing.includes(other.source) ? 'says the same' : (other.doubt ?? 'less trusted'),
        })),
      },
    ];
  });
}

type Value = NonNullable<Statement[DescribedField]>;

function fieldsOf(choices: BookChoices): readonly DescribedField[] {
  return Object.keys(choices).filter((key): key is DescribedField => key in choices);
}

function written(value: Value | SeriesTag): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  if ('name' in value) return value.position === null ? value.name : `${value.name} #${value.position}`;
  return value.map(written).join(', ');
}
