import { z } from 'zod';
import { permissionsOf } from '../src/access/permissions.ts';
import { PERMISSIONS } from '../src/base/permissions.ts';
import { KEY_SCOPES, ROLES } from '../src/base/roles.ts';
import type { AnyEndpoint } from '../src/contract/endpoint.ts';
import { ERROR_CODES, type ErrorCode } from '../src/contract/error.ts';
import { exampleOf } from '../src/contract/openapi/example-of.ts';
import { ALL_REFUSALS, REFUSALS, refusalsOf } from '../src/contract/openapi/refusals.ts';
import { schemaOf } from '../src/contract/openapi/schema-of.ts';
import { fieldsInWords, replyInWords, rowOfPage } from './schema-in-words.ts';
import { table } from './table.ts';

const MARK = '<!-- From here on made by `npm run generate` from the contract; not to be edited. -->';

/** API.md with its reference as the contract has it now; what stands above the mark is written by hand and stays. */
export function withApiReference(document: string, endpoints: readonly AnyEndpoint[]): string {
  const [written = '', ...made] = document.split(MARK);
  if (made.length === 0)
    throw new Error(`API.md lacks the line below which its reference is written: ${MARK}`);
  return `${written}${MARK}\n\n${apiReference(endpoints)}`;
}

/** Every error code, permission and endpoint of the contract, as Markdown. */
export function apiReference(endpoints: readonly AnyEndpoint[]): string {
  const known = new Map<string, string>();
  const subjects = [...Map.groupBy(endpoints, ({ tag }) => tag)].flatMap(([tag, group]) => [
    `## ${tag}`,
    ...group.toSorted(byPath).map((endpoint) => endpointSection(endpoint, known)),
  ]);
  return `${[...errorCodes(), ...permissions(), ...subjects].join('\n\n')}\n`;
}

/** Of addresses that take another method, and of headers that are too large: no endpoint answers so. */
const OF_NO_ENDPOINT = [
  { status: 405, code: 'validation_error' },
  { status: 417, code: 'validation_error' },
  { status: 431, code: 'validation_error' },
] as const;

function errorCodes(): readonly string[] {
  const rows = ERROR_CODES.map((code) => {
    const { status, meaning } = REFUSALS[code];
    const others = [...ALL_REFUSALS, ...OF_NO_ENDPOINT]
      .filter((each) => each.code === code && each.status !== status)
      .map((each) => each.status)
      .toSorted((a, b) => a - b);
    const statuses = others.length === 0 ? String(status) : `${status}; ${others.join(', ')}`;
    return [`\`${code}\``, statuses, meaning];
  });
  return ['## Error codes', table(['Code', 'Status', 'Meaning'], rows)];
}

/** What each role may do, and each scope leaves of that. */
function permissions(): readonly string[] {
  const roles = ROLES.map((role) =>
    permissionsOf({ kind: 'api_key', keyId: 0, name: '', userId: 0, role, scope: 'admin', expiresAt: null }),
  );
  const scopes = KEY_SCOPES.map((scope) =>
    permissionsOf({
      kind: 'api_key',
      keyId: 0,
      name: '',
      userId: 0,
      role: 'administrator',
      scope,
      expiresAt: null,
    }),
  );
  const head = ['Permission', ...ROLES, ...KEY_SCOPES.map((scope) => `scope \`${scope}\``)];
  const rows = PERMISSIONS.map((permission) => [
    `\`${permission}\``,
    ...[...roles, ...scopes].map((granted) => (granted.includes(permission) ? 'yes' : '')),
  ]);
  return [
    '## Permissions',
    'A session may do what its role may. A key may do what both the role of its user and its own scope allow.',
    table(head, rows),
  ];
}

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'];

function byPath(a: AnyEndpoint, b: AnyEndpoint): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}

/** `known`: the replies that were printed already, each with a link to it. */
function endpointSection(endpoint: AnyEndpoint, known: Map<string, string>): string {
  return [
    `### ${titleOf(endpoint)}`,
    `${endpoint.summary}. ${permission(endpoint)}`,
    endpoint.description,
    ...fieldTable('Query', endpoint.query),
    ...fieldTable('Body', endpoint.body),
    ...bodyExample(endpoint),
    reply(endpoint, known),
    ...errors(endpoint),
  ].join('\n\n');
}

function bodyExample({ body, name }: AnyEndpoint): readonly string[] {
  if (body instanceof z.ZodUndefined) return [];
  const example = exampleOf(schemaOf(body, 'input'), 'input', `${name}.body`);
  return [`\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``];
}

/** The others are said once, above: every endpoint may answer them, or every one that takes something. */
const OF_SOME: readonly ErrorCode[] = ['not_found', 'conflict', 'external_api_error'];

function errors(endpoint: AnyEndpoint): readonly string[] {
  const own = refusalsOf(endpoint).filter(
    ({ code }) => OF_SOME.includes(code) || endpoint.errors.includes(code),
  );
  if (own.length === 0) return [];
  return [`Errors of its own: ${own.map(({ status, code }) => `${status} \`${code}\``).join(', ')}.`];
}

function titleOf({ method, path }: AnyEndpoint): string {
  return `\`${method} ${path}\``;
}

function permission({ needs }: AnyEndpoint): string {
  switch (needs) {
    case 'open':
      return 'Open to everybody.';
    case 'signed-in':
      return 'Needs a key or a session.';
    default:
      return `Needs \`${needs}\`.`;
  }
}

/** Said once, above: every list takes them. */
const OF_PAGES = ['limit', 'cursor', 'count'];

function fieldTable(place: 'Query' | 'Body', type: AnyEndpoint['body']): readonly string[] {
  const rows = fieldsInWords(type)
    .filter(({ name }) => place === 'Body' || !OF_PAGES.includes(name))
    .map(({ name, isRequired, type, rules }) => [
      `\`${name}\``,
      isRequired ? 'yes' : '',
      `\`${type.replace(/\s+/gu, ' ')}\``,
      rules.join('; '),
    ]);
  return rows.length === 0 ? [] : [table([place, 'Required', 'Type', 'Rules'], rows)];
}

function reply(endpoint: AnyEndpoint, known: Map<string, string>): string {
  const { status, replyMediaType } = endpoint;
  if (status === 204) return 'Answers 204.';
  if (status === 302) return 'Answers 302, with `Location`.';
  if (replyMediaType !== 'application/json') return `Answers ${status} with \`${replyMediaType}\`.`;
  const row = rowOfPage(endpoint.reply);
  const answers = row === null ? `Answers ${status} with` : `Answers ${status} with a page of`;
  const type = replyInWords(row ?? endpoint.reply);
  const before = known.get(type);
  if (before !== undefined) return `${answers} ${before}.`;
  const link = `[${titleOf(endpoint)}](#${anchorOf(endpoint)})`;
  known.set(type, row === null ? `what ${link} answers` : `a row of ${link}`);
  return `${answers}:\n\n\`\`\`ts\n${type}\n\`\`\``;
}

/** As GitHub makes it from the heading. */
function anchorOf({ method, path }: AnyEndpoint): string {
  return `${method} ${path}`
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/gu, '')
    .replaceAll(' ', '-');
}
