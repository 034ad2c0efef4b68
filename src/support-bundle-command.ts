import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { type Environment, readEnvironment } from './cli/environment.ts';
import { ApiError, callRaw } from './contract/call.ts';
import { supportBundle } from './contract/doctor.ts';
import { lookAtInstallation } from './look-at-installation.ts';
import { examine } from './operations/doctor/examine.ts';
import { writeBundle } from './operations/support-bundle/write-bundle.ts';
import { readConfig } from './platform/config.ts';
import { ROOT } from './root.ts';
import { runProgram } from './run-program.ts';

const PATIENCE_MS = 120_000;
const MAX_BYTES = 100 * 1024 * 1024;

/** `support-bundle [FILE]`: of the server, or of what lies here where none answers. Answers the exit status. */
export async function runSupportBundleCommand(args: readonly string[]): Promise<number> {
  const program = new Command('mamcrawler support-bundle')
    .description(
      'Writes a ZIP file to show to whoever helps: logs, settings, health, checks, errors. Without secrets and without names of users.',
    )
    .argument('[file]', 'where to write it; it must not exist')
    .option('--json', 'prints where it is as JSON')
    .exitOverride()
    .action(async (given: string | undefined, { json }: { json?: boolean }) => {
      const file = resolve(given ?? `mamcrawler-support-${stamp(new Date())}.zip`);
      await using ending = new AsyncDisposableStack();
      const asked = await askServer(readEnvironment());
      await save(asked ?? (await makeHere(ending)), file);
      const source = asked === null ? 'files' : 'server';
      process.stdout.write(
        json === true
          ? `${JSON.stringify({ file, source }, null, 2)}\n`
          : `${file}\n${asked === null ? 'No server answered: it was made of what lies here.\n' : ''}Read it before you give it away.\n`,
      );
    });
  return runProgram(program, args);
}

/** Null where no server answers; throws where one refuses. */
async function askServer({ url, apiKey }: Environment): Promise<Readable | null> {
  if (apiKey === null) return null;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const options = { baseUrl: url, headers: { 'x-api-key': apiKey }, signal };
    const { body } = await callRaw(supportBundle, {}, options);
    return body === null ? null : Readable.fromWeb(body);
  } catch (error) {
    // Nobody listens there.
    if (error instanceof TypeError) return null;
    if (error instanceof ApiError && /^40[13]$/u.test(String(error.reply.status_code)))
      throw new Error(`API_KEY must be a key of an administrator of the server at ${url}.`, { cause: error });
    throw error;
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

/** For its owner alone; nothing is left where it could not be written whole. */
async function save(bundle: Readable, file: string): Promise<void> {
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  let isOurs = false;
  target.once('open', () => {
    isOurs = true;
  });
  try {
    await pipeline(bundle, limited, target);
  } catch (error) {
    if (isOurs) await rm(file, { force: true });
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Error(`${file} is there already. Name another file.`, { cause: error });
    throw error;
  }
}

async function* limited(bundle: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of bundle) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new Error('The server sends more than a support bundle can be.');
    yield chunk;
  }
}

/** `2026-11-22T093000Z`. */
function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
}
