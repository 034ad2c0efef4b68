import type { z } from 'zod';
import type { Permission } from '../base/permissions.ts';
import type { ErrorCode } from './error.ts';
import { nothing } from './values.ts';

type SuccessStatus = 200 | 201 | 202 | 204 | 302;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Which rate limit counts its calls: the caller's own (by credentials), a wide one beside it for what is asked for
 * often and costs little, or the caller's and that of download operations.
 */
export type LimitClass = 'caller' | 'generous' | 'download';

/** What a reply says beside its body, apart from what every reply says. */
export type ReplyHeader = 'Set-Cookie' | 'Location' | 'ETag';

/** One endpoint as data: server, client, documents and tests derive from it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** Also the operation id in the OpenAPI document. */
  readonly name: string;
  readonly method: Method;
  /** With parameters in braces: `/api/books/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** What the summary leaves open: effects, order, what is kept. Markdown. */
  readonly description: string;
  readonly tag: string;
  /** `open` needs no credentials at all; `signed-in` any. */
  readonly needs: Permission | 'open' | 'signed-in';
  readonly limit: LimitClass;
  /** Whether each success is noted in the audit log; false where the use case notes it itself, or nothing changes. */
  readonly audited: boolean;
  /** What it can answer beyond what follows from its shape. */
  readonly errors: readonly ErrorCode[];
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Of the successful reply; a 204 has `nothing`. */
  readonly reply: Reply;
  readonly status: SuccessStatus;
  /** What the reply is where it is no JSON. */
  readonly replyMediaType: string;
  /** An example of such a reply, where it is text. */
  readonly replyExample: string | null;
  readonly replyHeaders: readonly ReplyHeader[];
}

// biome-ignore lint/suspicious/noExplicitAny: a list of endpoints of every shape needs the widest one
export type AnyEndpoint = Endpoint<any, any, any, any>;

interface Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>
  extends Pick<Endpoint, 'name' | 'method' | 'path' | 'summary' | 'description' | 'tag' | 'needs'>,
    Partial<
      Pick<Endpoint, 'limit' | 'audited' | 'errors' | 'replyMediaType' | 'replyExample' | 'replyHeaders'>
    > {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly reply?: R;
  readonly status?: SuccessStatus;
}

export function endpoint<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(given: Given<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    replyMediaType: 'application/json',
    replyExample: null,
    replyHeaders: [],
    limit: 'caller',
    audited: given.method !== 'GET',
    errors: [],
    ...given,
    params: given.params ?? (nothing as unknown as P),
    query: given.query ?? (nothing as unknown as Q),
    body: given.body ?? (nothing as unknown as B),
    reply: given.reply ?? (nothing as unknown as R),
    status: given.status ?? (given.reply === undefined && given.replyMediaType === undefined ? 204 : 200),
  };
}

/** What a handler of this endpoint is given and answers. */
export type ParamsOf<E extends AnyEndpoint> = z.output<E['params']>;
export type QueryOf<E extends AnyEndpoint> = z.output<E['query']>;
export type BodyOf<E extends AnyEndpoint> = z.output<E['body']>;
export type ReplyOf<E extends AnyEndpoint> = z.output<E['reply']>;

/** What a client may send. */
export type QueryInput<E extends AnyEndpoint> = z.input<E['query']>;
export type BodyInput<E extends AnyEndpoint> = z.input<E['body']>;
