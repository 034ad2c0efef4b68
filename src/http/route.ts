import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { EndpointNote } from '../access/record-audit.ts';
import { type FieldFault, Invalid } from '../base/errors.ts';
import { isStorableText } from '../base/text.ts';
import type { AnyEndpoint, BodyOf, ParamsOf, QueryOf, ReplyOf } from '../contract/endpoint.ts';
import { addressOf } from './address-of.ts';
import { auditSubject } from './audit-subject.ts';
import { explainIssue } from './explain-issue.ts';
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
  /** What the handler answers: a value, the reply as JSON, or nothing, as it sends the reply itself. */
  readonly answers: 'value' | 'json' | 'nothing';
  handle(call: Call<AnyEndpoint>): Promise<unknown>;
}

/** A handler of an endpoint without reply answers nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: what an async function without return answers
type Answer<E extends AnyEndpoint> = ReplyOf<E> extends undefined ? ReplyOf<E> | void : ReplyOf<E>;

export function route<E extends AnyEndpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
): Route {
  return { endpoint, handle, answers: 'value' };
}

/** An endpoint whose handler writes the JSON of its reply: lists that pass on what the database has as JSON. */
export function writtenRoute<E extends AnyEndpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<string>,
): Route {
  return { endpoint, handle, answers: 'json' };
}

/** An endpoint whose reply is no JSON, or a document of its own: the handler sends it itself. */
export function rawRoute<E extends AnyEndpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<FastifyReply>,
): Route {
  return { endpoint, handle, answers: 'nothing' };
}

export interface ServeOptions {
  /** Holds each reply against the contract first: serialising alone would hide what is missing. */
  readonly checkReplies: boolean;
  /** Notes what was done in the audit log. */
  audit(note: EndpointNote): Promise<void>;
}

const NOBODY: Actor = { kind: 'nobody' };

/**
 * Serves a route of which the contract says everything: the guard of the server asks who calls, whether too often and
 * whether they may, before the body is read; then come validation, the handler and the audit log.
 */
export function serve(
  server: FastifyInstance,
  { endpoint, handle, answers }: Route,
  options: ServeOptions,
): void {
  refuseIncomplete(endpoint);
  // A redirect says everything in its headers.
  const isBare = endpoint.status === 204 || endpoint.status === 302;
  server.route({
    method: endpoint.method,
    url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
    config: { guard: endpoint },
    ...(answers !== 'value' || isBare
      ? {}
      : { schema: { response: { [endpoint.status]: replySchema(endpoint.reply) } } }),
    handler: async (request, reply) => {
      const { actor = NOBODY } = request;
      const params = read(endpoint.params, request.params, 'The address');
      const query = read(endpoint.query, request.query, 'The query');
      const body = read(endpoint.body, request.body ?? (expectsBody(endpoint) ? {} : undefined), 'The body');
      const answer = await handle({ params, query, body, actor, request, reply });
      if (endpoint.audited) {
        await options.audit({
          action: endpoint.name,
          outcome: 'done',
          actor,
          address: addressOf(request),
          subject: auditSubject(endpoint.path, params, answer),
          detail: { fields: fieldsOf(request.body, body) },
        });
      }
      // A reply is a thenable: what awaiting one answers is nothing of the handler's.
      if (answers === 'nothing') return;
      reply.code(endpoint.status);
      if (isBare) return reply.send();
      if (options.checkReplies)
        z.parse(endpoint.reply, answers === 'json' ? JSON.parse(String(answer)) : answer);
      if (answers === 'json') reply.type('application/json; charset=utf-8');
      return answer;
    },
  });
}

/** An endpoint of which something is not said is a mistake that nobody meets at run time. */
function refuseIncomplete({ name, method, path, needs, limit, summary, description }: AnyEndpoint): void {
  const said: Readonly<Record<string, unknown>> = { needs, limit, summary, description };
  const missing = Object.keys(said).filter((part) => said[part] === undefined || said[part] === '');
  if (missing.length > 0)
    throw new Error(`The endpoint ${name} (${method} ${path}) does not say: ${missing.join(', ')}.`);
}

/** The names of what was given and understood. */
function fieldsOf(given: unknown, understood: unknown): readonly string[] {
  if (typeof given !== 'object' || given === null) return [];
  if (typeof understood !== 'object' || understood === null) return [];
  return Object.keys(understood).filter((name) => Object.hasOwn(given, name));
}

function expectsBody(endpoint: AnyEndpoint): boolean {
  return !(endpoint.body instanceof z.ZodUndefined);
}

function read<T extends z.ZodType>(type: T, value: unknown, what: string): z.output<T> {
  if (type instanceof z.ZodUndefined) return type.parse(undefined);
  const parsed = type.safeParse(value, { error: explainIssue });
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
