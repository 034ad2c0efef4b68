import { forgetAuthor, listAuthors } from '../../contract/authors.ts';
import { forgetBook, listBooks } from '../../contract/books.ts';
import { ApiError } from '../../contract/call.ts';
import { listUsers, removeUser } from '../../contract/users.ts';
import { readRows } from '../read-rows.ts';
import { type SmokeTarget, sentenceOf } from './smoke-target.ts';

/** What could not be taken away, each as a sentence. */
export type LeftBehind = readonly string[];

const ALL = { limit: 0, all: true };

interface Named {
  readonly id: number;
  readonly name: string;
}

interface Kind {
  readonly what: string;
  list(): Promise<readonly Named[]>;
  remove(id: number): Promise<unknown>;
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
  for (const { what, list, remove } of kindsAt(target)) {
    const find = async () =>
      (await list())
        .filter(({ name }) => isOurs(name))
        .map(({ id, name }) => ({ id, thing: `The ${what} "${name}"` }));
    try {
      for (const { id, thing } of await find()) {
        await remove(id).catch((error: unknown) => {
          if (!isGone(error)) failed.push(`${thing} could not be removed: ${sentenceOf(error)}`);
        });
      }
      for (const { thing } of await find()) {
        if (!failed.some((sentence) => sentence.startsWith(thing))) failed.push(`${thing} is still there.`);
      }
    } catch (error) {
      failed.push(`Whether something was left could not be seen: ${sentenceOf(error)}`);
    }
  }
  return [...new Set(failed)];
}

/** Books first: an author who has one cannot go. */
function kindsAt({ call }: SmokeTarget): readonly Kind[] {
  return [
    {
      what: 'book',
      list: async () => {
        const { items } = await readRows(ALL, (page) =>
          call(listBooks, { query: { ...page, search: 'Smoke test' } }),
        );
        return items.map(({ id, title }) => ({ id, name: title }));
      },
      remove: (id) => call(forgetBook, { params: { id } }),
    },
    {
      what: 'author',
      list: async () => {
        const find = { search: 'Smoke Author' };
        return (await readRows(ALL, (page) => call(listAuthors, { query: { ...page, ...find } }))).items;
      },
      remove: (id) => call(forgetAuthor, { params: { id } }),
    },
    {
      what: 'user',
      list: async () => (await readRows(ALL, (page) => call(listUsers, { query: page }))).items,
      remove: (id) => call(removeUser, { params: { id } }),
    },
  ];
}

/** Another run may have taken it away meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.reply.status_code === 404;
}
