import { forgetAuthor, listAuthors } from '../../contract/authors.ts';
import { forgetBook, listBooks } from '../../contract/books.ts';
import { ApiError } from '../../contract/call.ts';
import { listUsers, removeUser } from '../../contract/users.ts';
import { readRows } from '../read-rows.ts';
import { type SmokeTarget, sentenceOf } from './smoke-target.ts';

/** What could not be taken away, each as a sentence. */
export type LeftBehind = readonly string[];

const ALL = { limit: 0, all: true };

interface Found {
  readonly what: string;
  remove(): Promise<unknown>;
}

/**
 * Takes away every book, author and user whose name is one of ours, and looks again: by names, for a request that was
 * broken off may have done its work all the same.
 */
export async function removeSmoke(
  target: SmokeTarget,
  isOurs: (name: string) => boolean,
): Promise<LeftBehind> {
  const failed: string[] = [];
  for (const find of [findBooks, findAuthors, findUsers]) {
    try {
      for (const { what, remove } of await find(target, isOurs)) {
        await remove().catch((error: unknown) => {
          if (!isGone(error)) failed.push(`${what} could not be removed: ${sentenceOf(error)}`);
        });
      }
      for (const { what } of await find(target, isOurs)) {
        if (!failed.some((sentence) => sentence.startsWith(what))) failed.push(`${what} is still there.`);
      }
    } catch (error) {
      failed.push(`Whether something was left could not be seen: ${sentenceOf(error)}`);
    }
  }
  return [...new Set(failed)];
}

async function findBooks(
  { call }: SmokeTarget,
  isOurs: (name: string) => boolean,
): Promise<readonly Found[]> {
  const { items } = await readRows(ALL, (page) =>
    call(listBooks, { query: { ...page, search: 'Smoke test' } }),
  );
  return items
    .filter(({ title }) => isOurs(title))
    .map(({ id, title }) => ({
      what: `The book "${title}"`,
      remove: () => call(forgetBook, { params: { id } }),
    }));
}

async function findAuthors(
  { call }: SmokeTarget,
  isOurs: (name: string) => boolean,
): Promise<readonly Found[]> {
  const { items } = await readRows(ALL, (page) =>
    call(listAuthors, { query: { ...page, search: 'Smoke Author' } }),
  );
  return items
    .filter(({ name }) => isOurs(name))
    .map(({ id, name }) => ({
      what: `The author "${name}"`,
      remove: () => call(forgetAuthor, { params: { id } }),
    }));
}

async function findUsers(
  { call }: SmokeTarget,
  isOurs: (name: string) => boolean,
): Promise<readonly Found[]> {
  const { items } = await readRows(ALL, (page) => call(listUsers, { query: page }));
  return items
    .filter(({ name }) => isOurs(name))
    .map(({ id, name }) => ({
      what: `The user "${name}"`,
      remove: () => call(removeUser, { params: { id } }),
    }));
}

/** Another run may have taken it away meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.reply.status_code === 404;
}
