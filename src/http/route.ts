import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/permissions.ts';
import { AppError, type FieldFault, Invalid } from '../base/errors.ts';
import { isStorableText } from '../base/text.ts';
import type { AnyEndpoint, BodyOf, ParamsOf, QueryOf, ReplyOf } from '../contract/endpoint.ts';
import { replySchema } from './reply-schema.ts';

/** What a handler is given. */
export interface Call<E extends AnyEndpoint> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** An endpoint of the contract with the code that answers it. */
export interface Route {
  readonly endpoint: AnyEndpoint;
  handle(call: Call<AnyEndpoint>): Promise<unknown>;
}

/** A handler of an endpoint without reply answers nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: what an async function without return answers
type Answer<E extends AnyEndpoint> = ReplyOf<E> extends undefined ? ReplyOf<E> | void : ReplyOf<E>;

export function route<E extends AnyEndpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, handle };
}

/** An endpoint whose reply is no JSON: the handler writes it itself. */
export function rawRoute<E extends AnyEndpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<FastifyReply>,
): Route {
  return { endpoint, handle };
}

export interface ServeOptions {
  readonly authenticate: (request: FastifyRequest) => Promise<Actor>;
  /** Holds each reply against the contract first: serialising alone would hide what is missing. */
  readonly checkReplies: boolean;
}

/** Serves a route: credentials and permission before the body is read, then validation, then the handler. */
export function serve(server: FastifyInstance, { endpoint, handle }: Route, options: ServeOptions): void {
  const actors = new WeakMap<FastifyRequest, Actor>();
  const isJson = endpoint.replyMediaType === 'application/json';
  server.route({
    method: endpoint.method,
    url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
    ...(isJson && endpoint.status !== 204
      ? { schema: { response: { [endpoint.status]: replySchema(endpoint.reply) } } }
      : {}),
    onRequest: async (request) => {
      const actor = await options.authenticate(request).catch((error: unknown) => {
        // What is open to nobody also answers while the database, which knows who asks, cannot be reached.
        if (endpoint.needs !== 'open' || error instanceof AppError) throw error;
        return { kind: 'nobody' as const };
      });
      authorize(actor, endpoint.needs);
      actors.set(request, actor);
    },
    handler: async (request, reply) => {
      const answer = await handle({
        params: read(endpoint.params, request.params, 'The address'),
        query: read(endpoint.query, request.query, 'The query'),
        body: read(endpoint.body, request.body ?? (expectsBody(endpoint) ? {} : undefined), 'The body'),
        actor: actors.get(request) ?? { kind: 'nobody' },
        request,
        reply,
      });
      if (!isJson) return answer;
      reply.code(endpoint.status);
      if (endpoint.status === 204) return reply.send();
      if (options.checkReplies) z.parse(endpoint.reply, answer);
      return answer;
    },
  });
}

function expectsBody(endpoint: AnyEndpoint): boolean {
  return !(endpoint.body instanceof z.ZodUndefined);
}

function read<T extends z.ZodType>(type: T, value: unknown, what: string): z.output<T> {
  if (type instanceof z.ZodUndefined) return type.parse(undefined);
  const parsed = type.safeParse(value);
  const fields: readonly FieldFault[] = parsed.success
    ? unstorable(parsed.data, '')
    : parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  if (parsed.success && fields.length === 0) return parsed.data;
  const said = fields.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ');
  throw new Invalid(`${what} is not valid: ${said}`, { fields });
}

function unstorable(value: unknown, path: string): readonly FieldFault[] {
  if (typeof value === 'string')
    return isStorableText(value) ? [] : [{ path, message: 'holds characters that are no text' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    unstorable(inner, path === '' ? name : `${path}.${name}`),
  );
}
