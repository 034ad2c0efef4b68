import { randomBytes } from 'node:crypto';
import type { Permission } from '../../base/permissions.ts';
import { me, signIn, signOut } from '../../contract/access.ts';
import { addAuthor } from '../../contract/authors.ts';
import { addBook, changeBook, forgetBook, getBook } from '../../contract/books.ts';
import { ApiError } from '../../contract/call.ts';
import { checkQueue } from '../../contract/doctor.ts';
import { docs, openApi } from '../../contract/documents.ts';
import { health, healthReady } from '../../contract/health.ts';
import { metrics } from '../../contract/operations.ts';
import { addUser } from '../../contract/users.ts';
import { CliFault } from '../cli-fault.ts';
import type { HeardEvents } from './hear-events.ts';
import type { SmokeNames } from './smoke-names.ts';
import type { SmokeTarget } from './smoke-target.ts';

/** Each answers what it found, as a sentence; throws what is wrong. */
export async function checkHealth({ call }: SmokeTarget): Promise<string> {
  const { status, version = '', services } = await call(health);
  const broken = ['database', 'jobs'].filter((name) => services[name]?.status === 'unhealthy');
  if (broken.length > 0)
    throw refused(
      `Unhealthy: ${broken.map((name) => `${name} (${services[name]?.error ?? ''})`).join(', ')}`,
    );
  const others = Object.keys(services).filter((name) => services[name]?.status !== 'healthy');
  return `MAMcrawler ${version} is ${status}${others.length === 0 ? '.' : `: look at ${others.join(', ')}.`}`;
}

export async function checkReady({ call }: SmokeTarget): Promise<string> {
  await call(healthReady);
  return 'It can serve.';
}

/** Without them nothing else can be tried out. */
const NEEDED: readonly Permission[] = ['users.edit', 'library.edit', 'operations.edit', 'metrics.read'];

export async function checkKey({ call }: SmokeTarget): Promise<string> {
  const { permissions } = await call(me);
  const lacking = NEEDED.filter((each) => !permissions.includes(each));
  if (lacking.length > 0)
    throw refused(
      `API_KEY must be the key of an administrator, of the scope admin: this one lacks ${lacking.join(', ')}.`,
    );
  return 'The key is one of an administrator.';
}

/** A user of its own, who comes in by password, as people do. */
export async function checkSignIn({ call, open }: SmokeTarget, { user: name }: SmokeNames): Promise<string> {
  const password = randomBytes(18).toString('base64url');
  await call(addUser, { body: { name, role: 'viewer', password } });
  const response = await open(signIn, { body: { name, password } }, { headers: {} });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  await response.body?.cancel();
  if (cookie === '') throw refused('Signing in brought no session.');
  const { user, via } = await call(me, {}, { cookie });
  if (user?.name !== name || via !== 'session') throw refused('The session is not of who signed in.');
  await call(signOut, {}, { cookie });
  if (!(await isRefused(() => call(me, {}, { cookie }), 401)))
    throw refused('The session outlives signing out.');
  return 'A user signed in, was known, and signed out.';
}

/** Enters an author and a book, reads, changes and removes it; `entered` hears its id. */
export async function checkWriting(
  { call }: SmokeTarget,
  names: SmokeNames,
  entered: (id: number) => void,
): Promise<string> {
  const author = await call(addAuthor, { body: { name: names.author } });
  const { id } = await call(addBook, { body: { title: names.book, author_id: author.id } });
  entered(id);
  const params = { id };
  const read = await call(getBook, { params });
  if (read.title !== names.book || read.author_id !== author.id)
    throw refused('The book reads otherwise than it was written.');
  await call(changeBook, { params, body: { subtitle: 'Changed' } });
  if ((await call(getBook, { params })).subtitle !== 'Changed')
    throw refused('A change of the book was lost.');
  await call(forgetBook, { params });
  if (!(await isRefused(() => call(getBook, { params }), 404)))
    throw refused('The book outlives its removal.');
  return 'A book was entered, read, changed and removed.';
}

export async function checkEvents(events: HeardEvents | null, book: number | null): Promise<string> {
  if (events === null) throw refused('The stream did not open.');
  if (book === null) throw refused('No book was entered that it could tell of.');
  await events.ofBook(book);
  return 'The stream told of the book.';
}

export async function checkJobs({ call }: SmokeTarget): Promise<string> {
  const { duration_ms: ms } = await call(checkQueue);
  return `A worker answered after ${ms} ms.`;
}

export async function checkMetrics({ open }: SmokeTarget): Promise<string> {
  const text = await (await open(metrics)).text();
  if (!text.includes('mamcrawler_build_info'))
    throw refused('What is there are not the metrics of MAMcrawler.');
  return 'The metrics can be read.';
}

export async function checkDocuments({ open }: SmokeTarget): Promise<string> {
  const document = await (await open(openApi)).text();
  if (!document.includes('"openapi"')) throw refused('What is there is no OpenAPI document.');
  await (await open(docs)).text();
  return 'The documents of the API open.';
}

async function isRefused(asking: () => Promise<unknown>, status: number): Promise<boolean> {
  try {
    await asking();
    return false;
  } catch (error) {
    if (error instanceof ApiError && error.reply.status_code === status) return true;
    throw error;
  }
}

function refused(sentence: string): CliFault {
  return new CliFault('refused', sentence);
}
