import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoints } from '../contract/endpoints.ts';
import { replySchema } from './reply-schema.ts';

describe('replySchema', () => {
  it('folds what may be null, at every depth', () => {
    const type = z.object({
      name: z.string().nullable(),
      book: z.object({ id: z.number().int().nullable() }).nullable(),
      rows: z.array(z.union([z.string(), z.number()])),
    });

    expect(replySchema(type)).toMatchObject({
      properties: {
        name: { type: 'string', nullable: true },
        book: { type: 'object', nullable: true, properties: { id: { type: 'integer', nullable: true } } },
        rows: { items: { type: ['string', 'number'] } },
      },
    });
  });

  it('writes what the contract says, null as null and nothing beside it', async () => {
    const type = z.object({
      at: z.string().nullable(),
      place: z.object({ id: z.number().int() }).nullable(),
      faults: z.array(z.string()).nullable(),
    });
    await using server = Fastify();
    server.get('/', { schema: { response: { 200: replySchema(type) } } }, async () => ({
      at: null,
      place: null,
      faults: ['a'],
      secret: 'x',
    }));

    const reply = await server.inject('/');

    expect(reply.json()).toEqual({ at: null, place: null, faults: ['a'] });
  });

  it('leaves no union with null in any reply', () => {
    const left = endpoints.filter(({ reply }) => JSON.stringify(replySchema(reply)).includes('"null"'));

    expect(left.map(({ name }) => name)).toEqual([]);
  });
});
