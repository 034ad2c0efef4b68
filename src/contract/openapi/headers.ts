import type { Json } from './json.ts';

const whole = (example: number) => ({ type: 'integer', examples: [example] });

/** `components.headers`: what replies say beside their body. */
export const HEADERS = {
  'X-Request-ID': {
    description: 'The id of the request in the log; the one that the request brought, where that was sane',
    schema: { type: 'string', examples: ['5SubjmXR8A3izz8g'] },
  },
  'RateLimit-Limit': {
    description: 'How many requests the limit allows within its window',
    schema: whole(60),
  },
  'RateLimit-Remaining': {
    description: 'How many of them are left',
    schema: whole(59),
  },
  'RateLimit-Reset': {
    description: 'In how many seconds the window ends',
    schema: whole(60),
  },
  'RateLimit-Policy': {
    description: 'All limits that count this request, as how many per how many seconds',
    schema: { type: 'string', examples: ['60;w=60'] },
  },
  'Retry-After': {
    description: 'How many seconds to wait',
    schema: whole(12),
  },
  'Set-Cookie': {
    description: 'The session cookie, for browsers',
    schema: { type: 'string', examples: ['mamcrawler_session=…; Path=/; HttpOnly; SameSite=Lax'] },
  },
  Location: {
    description: 'Where the browser is to go',
    schema: { type: 'string', examples: ['https://id.example.org/authorize?…'] },
  },
  ETag: {
    description: 'To be sent as `If-None-Match` the next time',
    schema: { type: 'string', examples: ['"9f2c"'] },
  },
} as const;

export type HeaderName = keyof typeof HEADERS;

/** References to them. */
export function headers(...names: readonly HeaderName[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
