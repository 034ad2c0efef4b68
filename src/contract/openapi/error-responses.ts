import type { ErrorReply } from '../error.ts';
import { type HeaderName, headers } from './headers.ts';
import { type Json, mapValues } from './json.ts';
import { ALL_REFUSALS, type Refusal } from './refusals.ts';

const HEADERS_OF: Readonly<Record<number, readonly HeaderName[]>> = {
  429: ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'RateLimit-Policy', 'Retry-After'],
  503: ['Retry-After'],
};

/** `components.responses`: one for each status, with an example of each code that it has. */
export function errorResponses(): Json {
  const byName = Map.groupBy(ALL_REFUSALS, ({ name }) => name);
  return Object.fromEntries([...byName].map(([name, refusals]) => [name, response(refusals)]));
}

/** The responses of an operation, by status, as references to those. */
export function errorReferences(refusals: readonly Refusal[]): Json {
  const names = Object.fromEntries(refusals.map(({ status, name }) => [status, name]));
  return mapValues(names, (name) => ({ $ref: `#/components/responses/${String(name)}` }));
}

function response(refusals: readonly Refusal[]): Json {
  const [{ status } = { status: 500 }] = refusals;
  return {
    description: refusals.map(({ meaning }) => `${meaning}.`).join(' '),
    headers: headers('X-Request-ID', ...(HEADERS_OF[status] ?? [])),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorReply' },
        examples: Object.fromEntries(
          refusals.map((refusal) => [refusal.code, { value: errorExample(refusal) }]),
        ),
      },
    },
  };
}

/** The whole reply, as a client sees it. */
export function errorExample({ status, code, example }: Refusal): ErrorReply {
  const { message, context, ...ofLimits } = example;
  return {
    code,
    message,
    status_code: status,
    context,
    timestamp: '2026-11-22T09:30:00.000Z',
    request_id: '5SubjmXR8A3izz8g',
    ...ofLimits,
  };
}
