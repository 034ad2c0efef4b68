import { z } from 'zod';
import { Book } from './books.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, personName } from './values.ts';

const tag = 'Authors';

export const Author = z.object({
  id,
  name: z.string(),
  sort_name: z.string(),
  book_count: z.number().int(),
  created_at: instant,
});
export const AuthorDetail = Author.extend({ books: z.array(Book) });
const AuthorBody = z.object({ name: personName });

export const listAuthors = endpoint({
  name: 'listAuthors',
  method: 'GET',
  path: '/api/authors',
  summary: 'Authors by sort name',
  tag,
  needs: 'library.read',
  query: pageQuery.extend({ search: z.string().trim().max(200).optional() }),
  reply: listOf(Author),
});

export const addAuthor = endpoint({
  name: 'addAuthor',
  method: 'POST',
  path: '/api/authors',
  summary: 'Enter an author',
  tag,
  needs: 'library.edit',
  body: AuthorBody,
  reply: AuthorDetail,
  status: 201,
});

export const getAuthor = endpoint({
  name: 'getAuthor',
  method: 'GET',
  path: '/api/authors/{id}',
  summary: 'One author with the books, by title',
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
  tag,
  needs: 'library.edit',
  params: idParam,
  body: AuthorBody.partial(),
  reply: AuthorDetail,
});

export const forgetAuthor = endpoint({
  name: 'forgetAuthor',
  method: 'DELETE',
  path: '/api/authors/{id}',
  summary: 'Forget an author without books',
  tag,
  needs: 'library.edit',
  params: idParam,
});
