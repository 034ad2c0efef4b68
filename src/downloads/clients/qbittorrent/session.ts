import type { FormData } from 'undici';
import { Invalid, Refused, Unavailable } from '../../../base/errors.ts';
import type { ProxyChoice } from '../../../platform/outbound/routes.ts';
import type { Outbound, OutboundReply } from '../../../platform/outbound.ts';

export interface QbittorrentAccount {
  /** Of the web interface; it may lie below a path. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly proxy?: ProxyChoice;
}

export interface QbittorrentCall {
  /** Below `/api/v2/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Makes it a POST, as `multipart` does. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly multipart?: FormData;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export interface QbittorrentSession {
  /** Host and port, for sentences. */
  readonly host: string;
  /** Every answer comes back but "sign in first" and "broken", which are thrown. */
  call(call: QbittorrentCall): Promise<OutboundReply>;
  /** Changes with each sign-in: what the server remembers of a session is gone then. */
  generation(): number;
}

const SESSION_COOKIE = /^(?:SID|QBT_SID[^=]*)=/;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Signs in when it must; after a refusal never again with these credentials, for qBittorrent bans who goes on trying. */
export function openSession(
  account: QbittorrentAccount,
  { outbound }: { readonly outbound: Outbound },
): QbittorrentSession {
  const base = apiBase(account.url);
  const { host } = new URL(base);
  const way = { configured: [base], proxy: account.proxy ?? null };
  let cookie: string | null = null;
  let generation = 0;
  let refusal: string | null = null;
  let signingIn: Promise<void> | null = null;

  async function signIn(): Promise<void> {
    const { username, password } = account;
    const body = new URLSearchParams({ username, password }).toString();
    const call = { url: `${base}auth/login`, method: 'POST', headers: FORM, body } as const;
    const reply = await outbound.request({ ...call, ...way });
    const said = (await reply.text()).trim();
    const answer = readSignIn(reply, said);
    if (answer === 'refused') {
      refusal = refusalInWords(host, reply.status, said);
      throw new Refused(refusal, { host });
    }
    if (answer === 'broken') throw brokenAnswer(host, reply.status);
    cookie = sessionCookie(reply);
    generation += 1;
  }

  /** Who comes while another signs in waits for that. */
  async function signInAfter(usedGeneration: number): Promise<void> {
    if (refusal !== null) throw new Refused(refusal, { host });
    if (generation !== usedGeneration) return;
    signingIn ??= signIn().finally(() => {
      signingIn = null;
    });
    await signingIn;
  }

  function send({ path, query, fields, multipart, ...limits }: QbittorrentCall): Promise<OutboundReply> {
    const url = new URL(path, base);
    url.search = new URLSearchParams(query).toString();
    const body = fields === undefined ? multipart : new URLSearchParams(fields).toString();
    return outbound.request({
      ...limits,
      ...way,
      url,
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(cookie === null ? {} : { cookie }), ...(fields === undefined ? {} : FORM) },
      ...(body === undefined ? {} : { body }),
    });
  }

  return {
    host,
    generation: () => generation,
    async call(call) {
      await signInAfter(0);
      const used = generation;
      const first = await send(call);
      if (first.status !== 401 && first.status !== 403) return usable(host, first);
      await first.bytes();
      await signInAfter(used);
      return usable(host, await send(call));
    },
  };
}

function apiBase(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw Invalid.field('url', 'The URL of qBittorrent begins with http:// or https://.');
  }
  const base = new URL(url);
  base.search = '';
  base.hash = '';
  base.pathname = `${base.pathname.replace(/(?:\/api\/v2)?\/*$/, '')}/api/v2/`;
  return base.href;
}

/** Up to 5.1: 200 with `Ok.` or `Fails.`; from 5.2: 204 or 401. */
function readSignIn(reply: OutboundReply, said: string): 'in' | 'refused' | 'broken' {
  if (reply.status === 204) return 'in';
  if (reply.status === 401 || reply.status === 403 || (reply.status === 200 && said === 'Fails.'))
    return 'refused';
  return reply.status === 200 && said === 'Ok.' ? 'in' : 'broken';
}

/** Null where qBittorrent lets this address in without one. */
function sessionCookie(reply: OutboundReply): string | null {
  const pairs = reply.headers('set-cookie').map((line) => line.split(';', 1)[0]?.trim() ?? '');
  return pairs.filter((pair) => SESSION_COOKIE.test(pair)).join('; ') || null;
}

function refusalInWords(host: string, status: number, said: string): string {
  if (/banned/i.test(said)) {
    return `${host} has banned this server's address after too many failed sign-ins: correct the credentials, then wait an hour or restart qBittorrent.`;
  }
  if (status === 403) return `${host} does not let this server sign in (HTTP 403).`;
  return `${host} refuses the user name or the password. It is not asked again until they are changed here, for qBittorrent bans who goes on trying.`;
}

function usable(host: string, reply: OutboundReply): OutboundReply {
  if (reply.status === 401 || reply.status === 403) {
    throw new Refused(`${host} refuses the call although the sign-in went well (HTTP ${reply.status}).`, {
      host,
    });
  }
  if (reply.status >= 500)
    throw new Unavailable(`qBittorrent at ${host} failed with HTTP ${reply.status}.`, { host });
  return reply;
}

function brokenAnswer(host: string, status: number): Unavailable {
  if (status >= 500) return new Unavailable(`qBittorrent at ${host} failed with HTTP ${status}.`, { host });
  const sentence = `${host} does not answer as qBittorrent's web interface does (HTTP ${status}): check the URL.`;
  return new Unavailable(sentence, { host });
}
