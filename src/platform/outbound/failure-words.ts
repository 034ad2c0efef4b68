import { AppError, messageOf, Unavailable } from '../../base/errors.ts';

/**
 * What went wrong with a host, in words; `subject` begins the sentence. Names the host only: a path or query may hold a
 * key. What is in words already stays as it is.
 */
export function asFailure(host: string, timeoutMs: number, error: unknown, subject = host): AppError {
  if (error instanceof AppError) return error;
  return new Unavailable(`${subject} ${inWords(error, timeoutMs)}`, { host }, { cause: error });
}

/** The failure of the proxy itself; `host` is its host and port, never its password. */
export function asProxyFailure(host: string, timeoutMs: number, error: unknown): AppError {
  return asFailure(host, timeoutMs, error, `The proxy at ${host}`);
}

function inWords(error: unknown, timeoutMs: number): string {
  const code = codeOf(error);
  if (error instanceof Error && error.name === 'TimeoutError')
    return `did not answer within ${timeoutMs / 1000} s`;
  // undici's error for it has a code only sometimes.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'does not speak HTTP';
  switch (code) {
    case 'ECONNREFUSED':
      return 'refuses the connection: nothing listens at this address and port';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be found: no such host name';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'cannot be reached from here';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'closed the connection before it had answered';
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'did not take the connection in time';
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'sends more headers than an answer may have';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_HAS_EXPIRED':
      return `has a certificate that is not trusted (${code})`;
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'EPROTO':
      return 'does not speak TLS: try http:// instead of https://';
    default:
      return `failed: ${messageOf(error)}`;
  }
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? null : codeOf(error.cause);
}
