import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What is wrong with a field, to be read after its name: "must be text". Words of the contract itself go first. */
export function explainIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return explainType(issue);
    case 'too_small':
      return explainSize(issue.origin, Number(issue.minimum), issue.inclusive !== false, SMALL);
    case 'too_big':
      return explainSize(issue.origin, Number(issue.maximum), issue.inclusive !== false, BIG);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'does not have the right form';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `holds what is not known: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'has none of the allowed forms';
    case 'invalid_key':
      return 'is a name that is not allowed';
    case 'invalid_element':
      return 'holds an entry that is not allowed';
    default:
      return 'is not valid';
  }
}

function explainType({ expected, input }: Issue & { readonly code: 'invalid_type' }): string {
  if (expected === 'undefined' || expected === 'never' || expected === 'void') return 'must not be given';
  // What is made a number of nothing is NaN.
  if (input === undefined) return 'is missing';
  return TYPES[expected] ?? 'is of the wrong kind';
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  bigint: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  tuple: 'must be a list',
  set: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  map: 'must be an object',
  date: 'must be a date',
  null: 'must be null',
  nan: 'must not be a number',
};

interface Words {
  readonly inclusive: string;
  readonly exclusive: string;
}

const SMALL: Words = { inclusive: 'at least', exclusive: 'more than' };
const BIG: Words = { inclusive: 'at most', exclusive: 'less than' };

function explainSize(origin: string, bound: number, isInclusive: boolean, words: Words): string {
  const extent = `${isInclusive ? words.inclusive : words.exclusive} ${bound}`;
  if (origin === 'string') {
    if (words === SMALL && bound === 1) return 'must not be empty';
    return `must have ${extent} ${bound === 1 ? 'character' : 'characters'}`;
  }
  if (origin === 'array' || origin === 'set' || origin === 'map') {
    if (words === SMALL && bound === 1) return 'must not be empty';
    return `must have ${extent} ${bound === 1 ? 'entry' : 'entries'}`;
  }
  return `must be ${extent}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  url: 'must be an address such as https://example.org',
  email: 'must be an e-mail address',
  datetime: 'must be an instant such as 2026-01-31T12:00:00Z',
  date: 'must be a date such as 2026-01-31',
  time: 'must be a time such as 12:00:00',
  uuid: 'must be a UUID',
  base64: 'must be base64',
};
