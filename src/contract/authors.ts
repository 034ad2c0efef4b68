import { z } from 'zod';
import { Book } from './books.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, personName, text, whole } from './values.ts';

const tag = 'Authors';

export const Author = z
  .object({
    id,
    name: text('Jane Austen'),
    sort_name: text('Austen, Jane', 'As lists are sorted'),
    book_count: whole(6),
    created_at: instant,
  })
  .meta({ title: 'Author' });
export const AuthorDetail = Author.extend({
  books: z.array(Book).meta({ description: 'By title, at most 1,000' }),
}).meta({ title: 'AuthorDetail' });
const AuthorBody = z.object({ name: personName }).meta({ title: 'NewAuthor' });

export const listAuthors = endpoint({
  name: 'listAuthors',
  method: 'GET',
  path: '/api/authors',
  summary: 'Authors by sort name',
  description:
    'Every author that some book named, also those whose books are gone. `search` finds any part of a name; case and accents do not matter.',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({
    search: z.string().trim().max(200).optional().meta({ description: 'Part of a name', example: 'austen' }),
  }),
  reply: listOf(Author),
});

export const addAuthor = endpoint({
  name: 'addAuthor',
  method: 'POST',
  path: '/api/authors',
  summary: 'Enter an author',
  description:
    'Scans and wants enter authors by themselves; this is for books that are entered by hand. Names that differ only in case, accents or dots are one author: a second one is a conflict.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  body: AuthorBody,
  reply: AuthorDetail,
  status: 201,
});

export const getAuthor = endpoint({
  name: 'getAuthor',
  method: 'GET',
  path: '/api/authors/{id}',
  summary: 'One author with the books, by title',
  description: 'At most 1,000 books; `GET /api/books?author_id=…` has pages.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: AuthorDetail,
});

export const changeAuthor = endpoint({
  name: 'changeAuthor',
  method: 'PATCH',
  path: '/api/authors/{id}',
  summary: 'Rename an author',
  description:
    'All books of the author show and are found by the new name at once. Files are not renamed. A name that another author has is a conflict.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  body: AuthorBody.partial().meta({ title: 'AuthorChanges' }),
  reply: AuthorDetail,
});

export const forgetAuthor = endpoint({
  name: 'forgetAuthor',
  method: 'DELETE',
  path: '/api/authors/{id}',
  summary: 'Forget an author without books',
  description:
    'An author who still has a book is a conflict: forget the books, or give them another author, first.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
});
