import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { MINUTE_MS } from '../../../base/clock.ts';
import { NotFound, Refused, Unavailable } from '../../../base/errors.ts';
import type { S3Config } from '../../../platform/config.ts';
import type { Outbound, OutboundReply, OutboundRequest } from '../../../platform/outbound.ts';
import { readS3Answer } from './s3-answers.ts';

export interface S3Call {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Within the bucket; without it the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the bucket. Throws NotFound, Refused or Unavailable, in words, for all but a success. */
export type AskS3 = (call: S3Call) => Promise<OutboundReply>;

const MAX_DOCUMENT_BYTES = 8 * 1024 ** 2;

export function askS3(outbound: Outbound, config: S3Config): AskS3 {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = config;
  return async ({ method, key = '', query = {}, headers = {}, body, ...limits }) => {
    const path = key.split('/').map(encodeURIComponent).join('/');
    const url = new URL(`${endpoint}/${encodeURIComponent(bucket)}${path === '' ? '' : `/${path}`}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': sha256(body ?? '') },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      allHeaders: true,
    }).sign();
    const request: OutboundRequest = {
      url: signed.url,
      configured: [endpoint],
      method,
      headers: Object.fromEntries(signed.headers),
      timeoutMs: limits.timeoutMs ?? MINUTE_MS,
      maxBytes: limits.maxBytes ?? MAX_DOCUMENT_BYTES,
      ...(body === undefined ? {} : { body }),
      ...(limits.signal === undefined ? {} : { signal: limits.signal }),
    };
    const reply = await outbound.request(request);
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw faultOf(reply.status, readS3Answer(await reply.text().catch(() => '')).first('Code'), config);
  };
}

/** Why a bucket did not do what it was asked, and what to do. */
function faultOf(status: number, code: string | null, { endpoint, bucket, region }: S3Config): Error {
  const said = code === null ? `answered ${status}` : `answered ${status} ${code}`;
  if (code === 'NoSuchBucket')
    return new Refused(`There is no bucket ${bucket} at ${endpoint}. Make it, or correct BACKUP_S3_BUCKET.`);
  // Some say so of keys that they do not know.
  const isFile = code === 'NoSuchKey' || code === 'NoSuchUpload' || code === null;
  if (status === 404 && isFile) return new NotFound(`It is not in the bucket ${bucket} at ${endpoint}.`);
  if (status === 401 || status === 403 || status === 404) {
    return new Refused(
      `${endpoint} ${said}: it does not let these keys into the bucket ${bucket}. Correct BACKUP_S3_ACCESS_KEY_ID and BACKUP_S3_SECRET_ACCESS_KEY, or allow them to list, read, write and remove there; also look whether the clock of this machine is right.`,
    );
  }
  if ((status >= 300 && status < 400) || code === 'AuthorizationHeaderMalformed') {
    return new Refused(
      `${endpoint} ${said}: the bucket ${bucket} is elsewhere than in ${region}. Correct BACKUP_S3_REGION and BACKUP_S3_ENDPOINT.`,
    );
  }
  if (status === 507 || code === 'QuotaExceeded' || code === 'XMinioStorageFull')
    return new Unavailable(`${endpoint} ${said}: there is no room left. Make room there.`);
  if (status >= 500 || status === 429)
    return new Unavailable(`${endpoint} ${said}: it cannot serve now. The next backup tries again.`);
  return new Refused(`${endpoint} ${said}: it does not take what was asked of it.`);
}

function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
