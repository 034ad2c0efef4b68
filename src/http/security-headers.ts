import type { FastifyRequest } from 'fastify';

type Headers = Readonly<Record<string, string>>;

/** Nothing from elsewhere, nothing inline; the covers that the page makes itself are data: and blob:. */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

const YEAR_SECONDS = 365 * 24 * 3600;

interface Needs {
  /** Pages of other origins of the same site may show our pictures. */
  readonly sharesSite: boolean;
  /** Whether the reply says itself how long it may be kept; answers may not be. */
  isFile(request: FastifyRequest): boolean;
}

interface SecurityHeaders {
  /** Of the reply to it. */
  request(request: FastifyRequest): Headers;
  /** Of the answer to what is no request. */
  readonly noRequest: Headers;
}

/** What every reply tells a browser. */
export function securityHeaders({ sharesSite, isFile }: Needs): SecurityHeaders {
  const always = {
    'content-security-policy': contentPolicy(),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': sharesSite ? 'same-site' : 'same-origin',
  };
  const encrypted = { ...always, 'strict-transport-security': `max-age=${YEAR_SECONDS}` };
  const kinds = {
    plain: { files: always, answers: { ...always, 'cache-control': 'no-store' } },
    tls: { files: encrypted, answers: { ...encrypted, 'cache-control': 'no-store' } },
  };
  return {
    request(request) {
      const { files, answers } = request.protocol === 'https' ? kinds.tls : kinds.plain;
      return isFile(request) ? files : answers;
    },
    noRequest: kinds.plain.answers,
  };
}

/** The policy of every reply, with other sources where a page of its own needs them. */
export function contentPolicy(sources: Readonly<Record<`${string}-src`, string>> = {}): string {
  return Object.entries({ ...DIRECTIVES, ...sources })
    .map(([directive, allowed]) => `${directive} ${allowed}`)
    .join('; ');
}
