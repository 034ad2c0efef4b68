import { type AppError, Refused, Unavailable } from '../base/errors.ts';
import type { TorznabDocument } from './torznab-xml.ts';

export interface TorznabAnswer {
  /** Host and port, for the sentence. */
  readonly host: string;
  readonly status: number;
  readonly document: TorznabDocument;
  /** Of `Retry-After`; null where it was not said. */
  readonly retryAfterSeconds: number | null;
  /** Where a redirect leads. */
  readonly location: string | null;
}

/** What is wrong with an answer, in words; null: it is the document that was asked for. `apiKey` never appears. */
export function faultOf(answer: TorznabAnswer, expected: 'caps' | 'feed', apiKey: string): AppError | null {
  const { host, status, document } = answer;
  if (document.kind === 'error') return faultOfError(answer, document, apiKey);
  if (status === 401 || status === 403)
    return new Refused(`${host} refuses the API key (HTTP ${status}).`, { host });
  if (status === 410) return new Refused(`${host} has disabled this indexer (HTTP 410).`, { host });
  if (status === 429) return limitReached(answer, 'too many requests (HTTP 429)');
  if (status >= 300 && status < 400) return redirected(answer);
  if (status === 404) return unavailable(host, 'knows nothing at this address (HTTP 404): check the URL');
  if (status !== 200) return unavailable(host, `failed with HTTP ${status}`);
  return document.kind === expected ? null : unavailable(host, `answered ${whatCame(document)}`);
}

function faultOfError(
  answer: TorznabAnswer,
  { code, description }: Extract<TorznabDocument, { kind: 'error' }>,
  apiKey: string,
): AppError {
  const { host, status } = answer;
  const said = redacted(description, apiKey) || 'no reason given';
  const codeInWords = code === null ? '' : ` (error ${code})`;
  if (status === 429 || code === 500 || code === 501 || /limit reached|too many/i.test(said)) {
    return limitReached(answer, `${said}${codeInWords}`);
  }
  const refuses =
    (code !== null && code >= 100 && code < 200) || code === 910 || status === 401 || status === 403;
  if (refuses || status === 410) {
    return new Refused(`${host} refuses: ${said}${codeInWords}. Check the API key.`, { host, code });
  }
  return new Unavailable(`${host} answered with an error: ${said}${codeInWords}.`, { host, code });
}

function limitReached({ host, retryAfterSeconds }: TorznabAnswer, said: string): Unavailable {
  const when = retryAfterSeconds === null ? '' : ` It may be asked again in ${retryAfterSeconds} s.`;
  return new Unavailable(`${host} wants fewer requests: ${said}.${when}`, { host, retryAfterSeconds });
}

function redirected({ host, status, location }: TorznabAnswer): Unavailable {
  const base = `http://${host}`;
  const target = location !== null && URL.canParse(location, base) ? new URL(location, base) : null;
  const where = target === null ? 'elsewhere' : `to ${target.host}${target.pathname}`;
  return unavailable(host, `redirects ${where} (HTTP ${status}): check the URL`);
}

function whatCame(document: TorznabDocument): string {
  switch (document.kind) {
    case 'web_page':
      return 'a web page instead of Torznab XML: check the URL; it usually ends in /api';
    case 'json':
      return "JSON instead of Torznab XML: check the URL; Prowlarr's has the number of the indexer before /api, such as /1/api";
    case 'empty':
      return 'nothing at all';
    case 'caps':
    case 'feed':
      return 'another question than the one that was asked: check the URL';
    default:
      return 'something that is not Torznab XML: check the URL; it usually ends in /api';
  }
}

function unavailable(host: string, did: string): Unavailable {
  return new Unavailable(`${host} ${did}.`, { host });
}

/** Some servers repeat the key that they refuse. */
function redacted(description: string, apiKey: string): string {
  const clean = apiKey === '' ? description : description.replaceAll(apiKey, '…');
  return clean
    .replace(/\s+/gu, ' ')
    .slice(0, 200)
    .replace(/[.\s]+$/u, '');
}
