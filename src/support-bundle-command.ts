import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { Conflict } from './base/errors.ts';
import { stampOf } from './base/stamp.ts';
import { explain } from './cli/ask-server.ts';
import { type Environment, readEnvironment } from './cli/environment.ts';
import { ApiError, callRaw } from './contract/call.ts';
import { supportBundle } from './contract/doctor.ts';
import { lookAtInstallation } from './look-at-installation.ts';
import { writeWholeFile } from './operations/archive/write-whole-file.ts';
import { examine } from './operations/doctor/examine.ts';
import { writeBundle } from './operations/support-bundle/write-bundle.ts';
import { readConfig } from './platform/config.ts';
import { ROOT } from './root.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

const PATIENCE_MS = 120_000;
const MAX_BYTES = 100 * 1024 * 1024;

/** `support-bundle [FILE]`: of the server, or of what lies here where none answers. Answers the exit status. */
export function runSupportBundleCommand(args: readonly string[]): Promise<number> {
  return runProgram(supportBundleProgram, args);
}

function supportBundleProgram(answering: Answering): Command {
  return new Command('mamcrawler support-bundle')
    .description(
      'Writes a ZIP file to show to whoever helps: logs, settings, health, checks, errors. Without secrets and without names of users.',
    )
    .argument('[file]', 'where to write it; it must not exist')
    .option('--json', 'prints where it is as JSON')
    .exitOverride()
    .action(answering(makeBundle));
}

async function makeBundle(given: string | undefined): Promise<Told> {
  const file = resolve(given ?? `mamcrawler-support-${stampOf(new Date())}.zip`);
  if (existsSync(file)) throw new Conflict(`${file} is there already. Choose another name.`);
  await using ending = new AsyncDisposableStack();
  const environment = readEnvironment();
  const asked = await askServer(environment);
  const bundle = asked ?? (await makeHere(ending));
  await writeWholeFile(file, (out) => pipeline(bundle, limited, out));
  if (asked !== null) return { status: 0, document: { file, source: 'server' }, lines: [file, READ_IT] };
  const why = `${whyNot(environment)}: it was made of what lies here.`;
  return { status: 0, document: { file, source: 'files', why }, lines: [file, why, READ_IT] };
}

const READ_IT = 'Read it before you give it away.';

function whyNot({ url, apiKey }: Environment): string {
  return apiKey === null ? 'No server was asked, for API_KEY is not set' : `No server answered at ${url}`;
}

/** Null where no server answers; throws where one refuses. */
async function askServer({ url, apiKey }: Environment): Promise<Readable | null> {
  if (apiKey === null) return null;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const options = { baseUrl: url, headers: { 'x-api-key': apiKey }, signal };
    const { body } = await callRaw(supportBundle, {}, options);
    return body === null ? null : Readable.from(inWords(Readable.fromWeb(body), url));
  } catch (error) {
    // Nobody listens there.
    if (error instanceof TypeError) return null;
    if (error instanceof ApiError && [401, 403].includes(error.reply.status_code))
      throw new Error(`API_KEY must be a key of an administrator of the server at ${url}.`, { cause: error });
    throw explain(error, { url, patienceMs: PATIENCE_MS });
  }
}

/** It may fall silent in the middle. */
async function* inWords(body: AsyncIterable<Uint8Array>, url: string): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw explain(error, { url, patienceMs: PATIENCE_MS });
  }
}

async function makeHere(ending: AsyncDisposableStack): Promise<Readable> {
  const installation = await lookAtInstallation(readConfig(ROOT), ending);
  return writeBundle({
    ...installation,
    examine: () => examine(installation, { production: true }),
    health: null,
    metrics: null,
  });
}

async function* limited(bundle: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of bundle) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new Error('The server sends more than a support bundle can be.');
    yield chunk;
  }
}
