import { z } from 'zod';
import { Refused, Unavailable } from '../../../base/errors.ts';
import type { OutboundReply } from '../../../platform/outbound.ts';
import type { QbittorrentCall, QbittorrentSession } from './session.ts';

/** Of the web API, not of qBittorrent: 4.5 has 2.8, 5.0 has 2.11, 5.2 has 2.15. */
export interface WebApiVersion {
  readonly major: number;
  readonly minor: number;
}

export function isSupported(version: WebApiVersion): boolean {
  return isAtLeast(version, 8);
}

/** 5.0 calls stopped what was paused before. */
export function saysStopped(version: WebApiVersion): boolean {
  return isAtLeast(version, 11);
}

function isAtLeast({ major, minor }: WebApiVersion, minorOf2: number): boolean {
  return major > 2 || (major === 2 && minor >= minorOf2);
}

export async function readWebApiVersion(session: QbittorrentSession): Promise<WebApiVersion> {
  const call = { path: 'app/webapiVersion' };
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(await readText(session, call)) ?? [];
  if (major === undefined || minor === undefined) throw unexpected(session, call);
  return { major: Number(major), minor: Number(minor) };
}

const Categories = z.record(z.string(), z.unknown());

export async function hasCategory(session: QbittorrentSession, category: string): Promise<boolean> {
  const call = { path: 'torrents/categories' };
  const categories = await readJson(session, call, await session.call(call), Categories);
  return Object.hasOwn(categories, category);
}

/** Makes the category where it is missing; one that exists keeps its folder. */
export async function ensureCategory(session: QbittorrentSession, category: string): Promise<void> {
  if (await hasCategory(session, category)) return;
  const reply = await session.call({ path: 'torrents/createCategory', fields: { category, savePath: '' } });
  await reply.bytes();
  if (reply.status < 300) return;
  // 409 says that it exists or that its name is bad: another may have made it just now.
  if (reply.status === 409 && (await hasCategory(session, category))) return;
  throw new Refused(`qBittorrent does not take "${category}" as the name of a category.`, {
    host: session.host,
  });
}

export async function readText(session: QbittorrentSession, call: QbittorrentCall): Promise<string> {
  const reply = await session.call(call);
  const text = await reply.text();
  if (reply.status !== 200) throw unexpected(session, call, reply.status);
  return text.trim();
}

export async function readJson<Schema extends z.ZodType>(
  session: QbittorrentSession,
  call: QbittorrentCall,
  reply: OutboundReply,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await reply.text();
  if (reply.status !== 200) throw unexpected(session, call, reply.status);
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unexpected(session, call, reply.status, error);
  }
}

export function unexpected(
  { host }: QbittorrentSession,
  { path }: QbittorrentCall,
  status = 200,
  cause?: unknown,
): Unavailable {
  const sentence = `${host} does not answer ${path} as qBittorrent does (HTTP ${status}): check the URL.`;
  return new Unavailable(sentence, { host }, { cause });
}
