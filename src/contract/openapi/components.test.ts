import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createComponents } from './components.ts';
import { schemaOf } from './schema-of.ts';

const Author = z.object({ name: z.string().meta({ example: 'Jane Austen' }) }).meta({ title: 'Author' });

describe('named schemas', () => {
  it('stand once, wherever they are used', () => {
    const components = createComponents();
    const Book = z.object({ title: z.literal('Emma'), by: z.array(Author), editor: Author.nullable() });
    const used = components.refer(schemaOf(Book.meta({ title: 'Book' }), 'output'));
    components.refer(schemaOf(z.record(z.string(), Author), 'output'));

    expect(used).toEqual({ $ref: '#/components/schemas/Book' });
    expect(components.all()).toEqual({
      Author: {
        type: 'object',
        properties: { name: { type: 'string', examples: ['Jane Austen'] } },
        required: ['name'],
      },
      Book: {
        type: 'object',
        properties: {
          title: { type: 'string', const: 'Emma', examples: ['Emma'] },
          by: { type: 'array', items: { $ref: '#/components/schemas/Author' } },
          editor: { anyOf: [{ $ref: '#/components/schemas/Author' }, { type: 'null' }] },
        },
        required: ['title', 'by', 'editor'],
      },
    });
  });

  it('are the same for what is sent and what is answered', () => {
    const components = createComponents();
    components.refer(schemaOf(Author, 'input'));
    components.refer(schemaOf(Author, 'output'));

    expect(Object.keys(components.all())).toEqual(['Author']);
  });

  it('may not share a title', () => {
    const components = createComponents();
    components.refer(schemaOf(Author, 'output'));
    const other = z.object({ name: z.number() }).meta({ title: 'Author' });

    expect(() => components.refer(schemaOf(other, 'output'))).toThrow(
      'Two different schemas have the title Author.',
    );
  });

  it('leave fields alone that are called title or example', () => {
    const components = createComponents();
    const Odd = z.object({ title: z.boolean(), example: z.boolean() });

    expect(components.refer(schemaOf(Odd, 'output'))).toMatchObject({
      properties: { title: { type: 'boolean' }, example: { type: 'boolean' } },
    });
    expect(components.all()).toEqual({});
  });
});
