import { z } from 'zod';
import type { AnyEndpoint } from '../../src/contract/endpoint.ts';

/** What chooses the page, not the rows. Who asks for the count asks to have all rows counted. */
const OF_PAGES = ['limit', 'cursor', 'count'];

/** Words to look for: one that is rare, one that all have, one that none has. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  search: ['a87ff679', 'author', 'nobody'],
  action: ['changeIndexer', 'wantBook', 'nothing'],
};

const Parameter = z.object({ type: z.string().optional(), enum: z.array(z.string()).optional() });
const Query = z.object({ properties: z.record(z.string(), Parameter).default({}) });

export function isList(endpoint: AnyEndpoint): boolean {
  return 'cursor' in parametersOf(endpoint);
}

/** Queries of a list: without a filter, then with each value of each filter; numbers are those of things that exist. */
export function filtersOf(endpoint: AnyEndpoint): readonly Readonly<Record<string, string>>[] {
  const filters = Object.entries(parametersOf(endpoint)).filter(([name]) => !OF_PAGES.includes(name));
  return [
    {},
    ...filters.flatMap(([name, parameter]) => valuesOf(name, parameter).map((value) => ({ [name]: value }))),
  ];
}

function valuesOf(name: string, { type, enum: words }: z.output<typeof Parameter>): readonly string[] {
  const values = words ?? (type === 'integer' ? ['7'] : WORDS[name]);
  if (values === undefined) throw new Error(`Say in list-filters.ts what to look for by ${name}`);
  return values;
}

function parametersOf({ query }: AnyEndpoint): Readonly<Record<string, z.output<typeof Parameter>>> {
  return Query.parse(z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' })).properties;
}
