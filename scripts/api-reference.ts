import type { AnyEndpoint } from '../src/contract/endpoint.ts';
import { ERROR_CODES, type ErrorCode } from '../src/contract/error.ts';
import { fieldsInWords, replyInWords, rowOfPage } from './schema-in-words.ts';

const MARK = '<!-- From here on made by `npm run generate` from the contract; not to be edited. -->';

const CODES: Readonly<Record<ErrorCode, readonly [status: string, meaning: string]>> = {
  validation_error: [
    '422',
    'The request is wrong. Also 400 (an address that cannot be read), 405 (with `Allow`), 408, 413, 414 and 415',
  ],
  not_found: ['404', 'There is no such thing'],
  unauthorized: ['401', 'No valid key or session came with the request'],
  forbidden: [
    '403',
    'The role does not allow it, or a page of another site asked for a change with the session cookie',
  ],
  conflict: ['409', 'The request is sound, but what is there already stands against it'],
  rate_limit_exceeded: ['429', 'Too many requests; `retry_after` says how many seconds to wait'],
  internal_error: ['500', 'A fault of the program; its log has the stack under the `request_id`'],
  service_unavailable: ['503', 'The database cannot be reached; `Retry-After` says when to try again'],
  database_error: ['500', 'The database refused a statement: a fault of the program, too'],
  external_api_error: ['502', 'An indexer or a download client failed or refused; the message says how'],
};

/** API.md with its reference as the contract has it now; what stands above the mark is written by hand and stays. */
export function withApiReference(document: string, endpoints: readonly AnyEndpoint[]): string {
  const [written = '', ...made] = document.split(MARK);
  if (made.length === 0)
    throw new Error(`API.md lacks the line below which its reference is written: ${MARK}`);
  return `${written}${MARK}\n\n${apiReference(endpoints)}`;
}

/** Every error code and every endpoint of the contract, as Markdown. */
export function apiReference(endpoints: readonly AnyEndpoint[]): string {
  const known = new Map<string, string>();
  const codes = ERROR_CODES.map((code) => [`\`${code}\``, ...CODES[code]]);
  const subjects = [...Map.groupBy(endpoints, ({ tag }) => tag)].flatMap(([tag, group]) => [
    `## ${tag}`,
    ...group.toSorted(byPath).map((endpoint) => endpointSection(endpoint, known)),
  ]);
  return `${['## Error codes', table(['Code', 'Status', 'Meaning'], codes), ...subjects].join('\n\n')}\n`;
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
    ...fieldTable('Query', endpoint.query),
    ...fieldTable('Body', endpoint.body),
    reply(endpoint, known),
  ].join('\n\n');
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
