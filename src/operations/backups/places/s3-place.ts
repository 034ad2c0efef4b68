import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { MINUTE_MS } from '../../../base/clock.ts';
import { NotFound, Unavailable } from '../../../base/errors.ts';
import type { S3Config } from '../../../platform/config.ts';
import type { Outbound } from '../../../platform/outbound.ts';
import { isBackupName } from '../backup.ts';
import type { BackupPlace, StoredBackup } from '../backup-place.ts';
import { readS3Answer } from './s3-answers.ts';
import { type AskS3, askS3 } from './s3-requests.ts';

/** What is sent at once and held in memory; S3 takes ten thousand of these, 160 GB. */
const PART_BYTES = 16 * 1024 ** 2;
/** No way is slower than this for long. */
const SLOWEST_BYTES_PER_MS = 64;
const MAX_PAGES = 100;
const ZIP = { 'content-type': 'application/zip' };

/** A bucket of Amazon S3 or of what speaks like it (MinIO, Ceph, Garage, Backblaze B2, Cloudflare R2 …). */
export function s3Place(outbound: Outbound, config: S3Config, partBytes: number = PART_BYTES): BackupPlace {
  const { bucket, prefix } = config;
  const ask = askS3(outbound, config);
  const keyOf = (name: string) => {
    if (!isBackupName(name)) throw new NotFound(`${name} is not the name of a backup.`);
    return prefix + name;
  };

  return {
    kind: 's3',
    address: `s3://${bucket}/${prefix}`,
    addressOf: (name) => `s3://${bucket}/${keyOf(name)}`,
    keep: (name, file, signal) => upload(ask, { key: keyOf(name), file, partBytes, signal }),
    async open(name, signal) {
      const { sizeBytes } =
        (await listNames(ask, keyOf(name), prefix)).find((each) => each.name === name) ?? {};
      if (sizeBytes === undefined) throw new NotFound(`There is no ${name} in s3://${bucket}/${prefix}.`);
      const reply = await ask({
        method: 'GET',
        key: keyOf(name),
        timeoutMs: patienceFor(sizeBytes),
        maxBytes: sizeBytes,
        signal,
      });
      return { sizeBytes, body: Readable.from(reply.body, { objectMode: false }) };
    },
    list: () => listNames(ask, prefix, prefix),
    async remove(name) {
      await done(ask({ method: 'DELETE', key: keyOf(name) })).catch((error: unknown) => {
        if (!(error instanceof NotFound)) throw error;
      });
      await endUploads(ask, keyOf(name));
    },
  };
}

interface Upload {
  readonly key: string;
  readonly file: string;
  readonly partBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** In one piece where it is small, else in parts, which become a file at the end. */
async function upload(ask: AskS3, { key, file, partBytes, signal }: Upload): Promise<void> {
  await using source = await open(file);
  const { size } = await source.stat();
  const read = async (from: number) => {
    const bytes = Buffer.alloc(Math.min(partBytes, size - from));
    const { bytesRead } = await source.read(bytes, 0, bytes.length, from);
    if (bytesRead !== bytes.length) throw new Unavailable(`${file} was changed while it was sent.`);
    return bytes;
  };
  const timeoutMs = patienceFor(partBytes);
  if (size <= partBytes) {
    await done(ask({ method: 'PUT', key, headers: ZIP, body: await read(0), timeoutMs, signal }));
    return;
  }
  const begun = await ask({ method: 'POST', key, query: { uploads: '' }, headers: ZIP, signal });
  const uploadId = readS3Answer(await begun.text()).first('UploadId');
  if (uploadId === null)
    throw new Unavailable('The bucket did not say under which number it takes the parts.');
  try {
    const tags: string[] = [];
    for (let from = 0; from < size; from += partBytes) {
      const query = { partNumber: String(tags.length + 1), uploadId };
      const reply = await done(ask({ method: 'PUT', key, query, body: await read(from), timeoutMs, signal }));
      tags.push(reply.header('etag') ?? '');
    }
    const body = partList(tags);
    const answer = await ask({
      method: 'POST',
      key,
      query: { uploadId },
      body,
      timeoutMs: 5 * MINUTE_MS,
      signal,
    });
    // It may answer 200 before it knows.
    const fault = readS3Answer(await answer.text()).first('Error');
    if (fault !== null) throw new Unavailable('The bucket could not put the parts together.');
  } catch (error) {
    await done(ask({ method: 'DELETE', key, query: { uploadId } })).catch(() => {});
    throw error;
  }
}

/** Reads the answer to its end, so that the connection is free again. */
async function done(asking: ReturnType<AskS3>): ReturnType<AskS3> {
  const reply = await asking;
  await reply.bytes();
  return reply;
}

function partList(tags: readonly string[]): string {
  const parts = tags.map((tag, at) => {
    const safe = tag.replace(/[^\w"-]/g, '');
    return `<Part><PartNumber>${at + 1}</PartNumber><ETag>${safe}</ETag></Part>`;
  });
  return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
}

async function listNames(ask: AskS3, from: string, prefix: string): Promise<readonly StoredBackup[]> {
  const found: StoredBackup[] = [];
  let token: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query: Record<string, string> = { 'list-type': '2', prefix: from };
    if (token !== null) query['continuation-token'] = token;
    const answer = readS3Answer(await (await ask({ method: 'GET', query })).text());
    for (const entry of answer.each('Contents')) {
      const key = entry.get('Key') ?? '';
      const name = key.startsWith(prefix) ? key.slice(prefix.length) : '';
      if (isBackupName(name)) found.push({ name, sizeBytes: Number(entry.get('Size') ?? 0) });
    }
    token = answer.first('IsTruncated') === 'true' ? answer.first('NextContinuationToken') : null;
    if (token === null) break;
  }
  return found;
}

/** Parts that a broken-off process left take room that no list shows. Not everything that speaks S3 can tell them. */
async function endUploads(ask: AskS3, key: string): Promise<void> {
  try {
    const reply = await ask({ method: 'GET', query: { uploads: '', prefix: key } });
    for (const upload of readS3Answer(await reply.text()).each('Upload')) {
      const uploadId = upload.get('UploadId');
      if (upload.get('Key') === key && uploadId !== undefined)
        await done(ask({ method: 'DELETE', key, query: { uploadId } }));
    }
  } catch {
    return;
  }
}

function patienceFor(bytes: number): number {
  return MINUTE_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);
}
