import { expect, it } from 'vitest';
import { givenUp } from './given-up.ts';

const from = (source: string, locked = false) => ({ source, locked, at: '2026-11-22T10:00:00.000Z' });

it.each<[string, Parameters<typeof givenUp>, readonly string[]]>([
  ['a value of a source that is silent', [{ isbn: from('nfo') }, { isbn: null }, ['nfo']], ['isbn']],
  ['an empty list of it', [{ authors: from('nfo') }, { authors: [] }, ['nfo']], ['authors']],
  ['nothing that is said by another', [{ isbn: from('nfo') }, { isbn: '9780141439587' }, ['nfo']], []],
  ['nothing of a source that is not', [{ isbn: from('tags') }, { isbn: null }, ['nfo']], []],
  ['nothing that a person locked', [{ isbn: from('nfo', true) }, { isbn: null }, ['nfo']], []],
  ['nothing of a person', [{ isbn: from('person') }, { isbn: null }, ['nfo']], []],
  ['nothing of unknown source', [{}, { isbn: null }, ['nfo']], []],
  ['nothing where no source is', [{ isbn: from('nfo') }, { isbn: null }, []], []],
])('%s is given up', (_, given, fields) => {
  expect(givenUp(...given)).toEqual(fields);
});
