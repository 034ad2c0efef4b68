import { isSameValue } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import type { BulkEdit, ListEdit } from './plan-bulk-edit.ts';
import { EXISTS } from './subject.ts';

const WORDS: Readonly<Record<string, string>> = {
  publishedDate: 'date of publication',
  publishedYear: 'year of publication',
  durationSeconds: 'running time',
  asin: 'ASIN',
  isbn: 'ISBN',
  abridged: 'abridgement',
  dramatised: 'dramatisation',
};

function wordOf(field: string): string {
  return WORDS[field] ?? field;
}

/** What an edit changed, for a person: `Changed the title, locked the series of “Emma”`. */
export function editSentence(changes: readonly FieldChange[], title: string): string {
  const groups = new Map<string, Set<string>>();
  const fields = changes.filter(({ field }) => field !== EXISTS);
  if (fields.length === 0) return `Added a recording of “${title}”`;
  for (const change of fields) {
    const verb = verbOf(change);
    groups.set(verb, (groups.get(verb) ?? new Set()).add(wordOf(change.field)));
  }
  const parts = [...groups].map(([verb, names]) => `${verb} the ${listed([...names])}`);
  const said = parts.join(', ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} of “${title}”`;
}

function verbOf({ field, oldValue, newValue, newProvenance }: FieldChange): string {
  if (isSameValue(field, oldValue, newValue)) return newProvenance?.locked === true ? 'locked' : 'unlocked';
  return isSameValue(field, newValue, null) ? 'emptied' : 'changed';
}

export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** What a bulk edit is to do, for a person: `Set the language to “en”, added the author Ada in 12 books`. */
export function bulkSentence(edit: BulkEdit, books: string): string {
  const parts = [
    ...listWords('author', edit.authors, ({ name }) => name),
    ...listWords('narrator', edit.narrators, (name) => name),
    ...listWords('series', edit.series, ({ name }) => name),
    ...(['language', 'publisher', 'publishedYear', 'abridged', 'dramatised'] as const).flatMap((field) =>
      edit[field] === undefined ? [] : `${setWords(field, edit[field])}`,
    ),
    ...(typeof edit.series?.numberFrom === 'number' ? ['numbered them in order'] : []),
    ...Object.entries(edit.locked ?? {}).map(
      ([field, isLocked]) => `${isLocked ? 'locked' : 'unlocked'} the ${wordOf(field)}`,
    ),
  ];
  const said = parts.join(', ') || 'changed nothing';
  return cut(`${said.charAt(0).toUpperCase()}${said.slice(1)} in ${books}`);
}

function setWords(field: string, value: string | number | boolean | null | undefined): string {
  if (value === null || value === '') return `emptied the ${wordOf(field)}`;
  return `set the ${wordOf(field)} to “${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}”`;
}

function listWords<Each>(
  word: string,
  edit: ListEdit<Each> | undefined,
  nameOf: (each: Each) => string,
): readonly string[] {
  const named = (each: readonly Each[]) => listed(each.map((one) => `“${nameOf(one)}”`));
  if (edit === undefined) return [];
  const { set, add = [], remove = [] } = edit;
  return [
    ...(set === undefined
      ? []
      : set.length === 0
        ? [`emptied the ${word}`]
        : [`set the ${word} to ${named(set)}`]),
    ...(add.length === 0 ? [] : [`added the ${word} ${named(add)}`]),
    ...(remove.length === 0 ? [] : [`removed the ${word} ${named(remove)}`]),
  ];
}

const LONGEST = 300;

function cut(sentence: string): string {
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1)}…`;
}

/** `Undid: …` of what is undone, `Redid: …` of what was undone and comes back. */
export function undoSentence(sentence: string): string {
  if (sentence.startsWith('Undid: ')) return sentence.replace('Undid: ', 'Redid: ');
  if (sentence.startsWith('Redid: ')) return sentence.replace('Redid: ', 'Undid: ');
  return `Undid: ${sentence}`;
}
