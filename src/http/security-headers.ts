import type { FastifyRequest } from 'fastify';

type Headers = Readonly<Record<string, string>>;

/** Nothing from elsewhere, nothing inline; the covers that the page makes itself are data: and blob:. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const YEAR_SECONDS = 365 * 24 * 3600;

/** What every reply tells a browser; `sharesSite`: pages of other origins of the same site may show our pictures. */
export function securityHeaders(sharesSite: boolean): (request: FastifyRequest) => Headers {
  const always = {
    'content-security-policy': POLICY,
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
  return ({ protocol, url }) => {
    const { files, answers } = protocol === 'https' ? kinds.tls : kinds.plain;
    return isFile(url) ? files : answers;
  };
}

/** Says itself how long it may be kept. */
function isFile(url: string): boolean {
  return !/^\/(?:api|health|metrics)(?:[/?]|$)/.test(url) || /^\/api\/(?:docs|redoc)/.test(url);
}
