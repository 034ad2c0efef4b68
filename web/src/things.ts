import type { listHistory } from '../../src/contract/activity.ts';
import type { getBook, listBooks } from '../../src/contract/books.ts';

import type { listDownloadClients } from '../../src/contract/download-clients.ts';
import type { listDownloads } from '../../src/contract/downloads.ts';
import type { ReplyOf } from '../../src/contract/endpoint.ts';
import type { listImports } from '../../src/contract/imports.ts';
import type { listIndexers, testIndexer } from '../../src/contract/indexers.ts';
import type { listLibraries } from '../../src/contract/libraries.ts';
import type { getLibraryItem, listLibraryItems } from '../../src/contract/library-items.ts';
import type { getSearch } from '../../src/contract/searches.ts';
import type { listTasks } from '../../src/contract/tasks.ts';
import type { listWanted } from '../../src/contract/wanted.ts';
import type { RowOf } from './api.ts';

/** The wire's things, under the names of the vocabulary. */
export type Book = RowOf<typeof listBooks>;
export type BookDetail = ReplyOf<typeof getBook>;
export type Recording = BookDetail['recordings'][number];
export type ConnectionTest = ReplyOf<typeof testIndexer>;
export type Download = RowOf<typeof listDownloads>;
export type DownloadClient = RowOf<typeof listDownloadClients>;
export type Fact = RowOf<typeof listHistory>;
export type Import = RowOf<typeof listImports>;
export type Indexer = RowOf<typeof listIndexers>;
export type Library = RowOf<typeof listLibraries>;
export type LibraryItem = RowOf<typeof listLibraryItems>;
export type LibraryItemDetail = ReplyOf<typeof getLibraryItem>;
export type Release = SearchDetail['releases'][number];
export type SearchDetail = ReplyOf<typeof getSearch>;
export type Task = RowOf<typeof listTasks>;
export type WantedBook = RowOf<typeof listWanted>;
