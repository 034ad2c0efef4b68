import type { FastifyRequest } from 'fastify';
import { endpoints } from '../contract/endpoints.ts';

/** What is served beside the endpoints of the contract, and by reading alone. */
const FILES = /^\/(?:docs|api\/(?:docs|redoc)\/(?:start\.js|files\/.+)|assets\/.+)$/;

const PLACES = endpoints.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** In place of an address that cannot be decoded; none that a client can send, for it holds a space. */
export const UNREADABLE = '/ unreadable';
/** In place of an address that is not below BASE_PATH. */
const ELSEWHERE = '/ elsewhere';

/**
 * An address as everything here looks at it: without server and BASE_PATH, and written in one way alone, so that no
 * spelling of it (`/%61pi`) reaches a route past a rule that was made for another. The health is told everywhere, for
 * whoever starts a container asks it without knowing of BASE_PATH.
 */
export function ownAddress(url: string, basePath: string): string {
  const path = pathOf(url);
  if (!isReadable(path)) return UNREADABLE;
  const query = url.slice(path.length);
  const plain = path.replace(/^https?:\/\/[^/]*/i, '').replace(/%[0-9a-f]{2}/gi, plainly);
  const below = basePath.slice(0, -1);
  if (plain === below) return `/${query}`;
  if (plain.startsWith(basePath)) return plain.slice(below.length) + query;
  return isBelow(plain, ['health']) ? plain + query : ELSEWHERE;
}

/** Letters, digits and `-._~` as they are: they mean the same encoded (RFC 3986, 2.3). */
function plainly(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : encoded;
}

/** The path that a client asked for; without the query, which may hold what is nobody's business. */
export function askedPath({ url, originalUrl }: Pick<FastifyRequest, 'url' | 'originalUrl'>): string {
  return pathOf(url === UNREADABLE || url === ELSEWHERE ? originalUrl : url);
}

function isReadable(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

/** Whoever watches the program must see also what is wrong with it. */
export function isWatched(url: string): boolean {
  return isBelow(url, ['health', 'metrics']);
}

/** Whether an address is one of the pages', which the web client knows itself. */
export function isPage({ method, url, is404 }: FastifyRequest): boolean {
  return (
    is404 &&
    url !== UNREADABLE &&
    url !== ELSEWHERE &&
    (method === 'GET' || method === 'HEAD') &&
    !isBelow(url, ['api', 'assets', 'health', 'metrics']) &&
    methodsOf(pathOf(url)).length === 0
  );
}

/** What an address takes; nothing where there is nothing. */
export function methodsOf(path: string): readonly string[] {
  const methods = FILES.test(path)
    ? ['GET']
    : PLACES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

function isBelow(url: string, folders: readonly string[]): boolean {
  return folders.includes(/^\/([^/?#]*)/.exec(url)?.[1] ?? '');
}
