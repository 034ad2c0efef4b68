import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleOf } from './example-of.ts';
import { schemaOf } from './schema-of.ts';

const text = z.string().meta({ example: 'a' });

describe('an example', () => {
  it.each([
    ['of a text', text, 'a'],
    ['of what may be null', text.nullable(), 'a'],
    ['that is null', text.nullable().meta({ example: null }), null],
    ['of a choice', z.enum(['b', 'c']), 'b'],
    ['of one value', z.literal('only'), 'only'],
    ['of a switch', z.boolean(), true],
    ['of a switch that may be null', z.boolean().nullable(), true],
    ['of a list', z.array(text), ['a']],
    ['of what is preset', z.string().default('preset'), 'preset'],
    [
      'of fields, with those that may be missing',
      z.object({ a: text, b: text.optional() }),
      { a: 'a', b: 'a' },
    ],
    ['of one kind or another', z.union([z.literal('x'), text]), 'x'],
    ['of its own', z.object({ a: text }).meta({ example: { a: 'own' } }), { a: 'own' }],
  ])('is made %s', (_, type, expected) => {
    expect(exampleOf(schemaOf(type, 'input'), 'input', 'body')).toEqual(expected);
  });

  it('of a reply lacks what a reply may lack', () => {
    const type = z.object({ a: text, b: text.optional() });

    expect(exampleOf(schemaOf(type, 'output'), 'output', 'reply')).toEqual({ a: 'a' });
  });

  it.each([
    ['a text', z.object({ deep: z.array(z.object({ name: z.string() })) }), 'reply.deep[].name'],
    ['a text that may be missing', z.object({ name: z.string().optional() }), 'reply.name'],
    ['a number', z.object({ count: z.number().nullable() }), 'reply.count'],
    ['anything', z.object({ any: z.unknown() }), 'reply.any'],
    ['a record', z.object({ names: z.record(z.string(), z.string()) }), 'reply.names'],
  ])('is asked for where %s has none', (_, type, place) => {
    expect(() => exampleOf(schemaOf(type, 'output'), 'output', 'reply')).toThrow(`${place} has no example`);
  });
});
