import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/contract/endpoints.ts';
import { ErrorReply } from '../../src/contract/error.ts';
import { openApiDocument } from '../../src/contract/openapi.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { exampleOf } from '../support/endpoint-examples.ts';
import { type FuzzRequest, requestsOf } from '../support/fuzz/requests.ts';
import { type Seed, seedEverything } from '../support/seed-everything.ts';
import { signedIn } from '../support/sessions.ts';

/** Of the whole run, shared among the endpoints; the nightly one asks for 20,000. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1500);
/** A run is repeated by its seed, which a failure names. */
const SEED = process.env['FUZZ_SEED'] === undefined ? undefined : Number(process.env['FUZZ_SEED']);
const PATIENCE_MS = 15_000;

/** Of addresses and connections, before it is known what is asked for: told once for all in API.md. */
const ANYWHERE = ['400', '408', '414', '431'];

/** What no reply may hold: a stack, a statement, a path of this program. */
const LEAKS =
  /\bat \S+ \(?(?:file:|node:|\/)|node_modules|\.ts:\d+|\bselect .+ from |insert into|pgboss|\$argon2/i;

const document = openApiDocument('0.0.0-test');
let app: TestApp;
let folder: string;
let seeds = 0;

beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

// The stream is left out: it does not end.
const fuzzed = endpoints.filter(({ replyMediaType }) => replyMediaType !== 'text/event-stream');

describe('whatever is sent', () => {
  it.each(fuzzed.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s answers in its shape',
    { timeout: 600_000 },
    async (_, endpoint) => {
      seeds += 1;
      const seed = await seedEverything(app, folder, seeds);
      const callers = await callersOf(seed);
      const example = await exampleOf(endpoint, app, seed);
      const known = Object.values(seed).filter((value) => typeof value === 'number');
      const property = fc.asyncProperty(
        requestsOf(document, endpoint, example, known),
        fc.nat(),
        async (request, who) => {
          const answer = await send(request, callers[who % callers.length] ?? {});
          expect(faultsOf(answer, endpoint.status)).toEqual([]);
        },
      );
      await fc.assert(property, {
        numRuns: Math.ceil(REQUESTS / fuzzed.length),
        ...(SEED === undefined ? {} : { seed: SEED }),
        endOnFailure: true,
      });
    },
  );

  it('leaves the program well', async () => {
    const health = await app.fetch('/health', { headers: { 'x-api-key': app.apiKey } });

    expect([health.status, await health.json()]).toMatchObject([
      200,
      { services: { database: { status: 'healthy' } } },
    ]);
  });
});

type Headers = Readonly<Record<string, string>>;

/** Most may do it; and some who may not. */
async function callersOf({ caller }: Seed): Promise<readonly Headers[]> {
  const administrator = { cookie: caller.cookie };
  return [
    administrator,
    administrator,
    administrator,
    { 'x-api-key': app.apiKey },
    { authorization: `Bearer ${app.apiKey}` },
    { cookie: await signedIn(app, `member ${seeds}`, 'member') },
    { cookie: await signedIn(app, `viewer of it ${seeds}`, 'viewer') },
    { 'x-api-key': 'mam_not-a-key' },
    {},
  ];
}

interface FuzzAnswer {
  readonly status: number;
  readonly text: string;
  readonly isJson: boolean;
  readonly documented: readonly string[];
}

async function send(request: FuzzRequest, caller: Headers): Promise<FuzzAnswer> {
  const response = await app.fetch(request.path, {
    method: request.method,
    headers: { ...request.headers, ...caller },
    ...(request.body === null ? {} : { body: request.body }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    text: await response.text(),
    isJson: type.startsWith('application/json'),
    documented: request.documented,
  };
}

function faultsOf({ status, text, isJson, documented }: FuzzAnswer, success: number): readonly string[] {
  const faults: string[] = [];
  if (![...documented, ...ANYWHERE].includes(String(status)))
    faults.push(`${status} is not documented: ${text.slice(0, 300)}`);
  if (status === 500) faults.push(`a bug: ${text.slice(0, 300)}`);
  if (LEAKS.test(text) && status !== success) faults.push(`it tells what is inside: ${text.slice(0, 300)}`);
  if (status >= 400) {
    const parsed = isJson ? ErrorReply.safeParse(JSON.parse(text)) : null;
    if (parsed?.success !== true) faults.push(`no error of ours: ${text.slice(0, 300)}`);
    else if (parsed.data.status_code !== status) faults.push('status_code is another than the status');
  }
  return faults;
}
