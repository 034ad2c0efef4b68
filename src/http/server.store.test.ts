import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { listBooks } from '../contract/books.ts';

let app: TestApp;
beforeAll(async () => {
  const t = performance.now();
  app = await startTestApp();
  console.log('start', performance.now() - t);
});
afterAll(async () => {
  const t = performance.now();
  await app[Symbol.asyncDispose]();
  console.log('stop', performance.now() - t);
});
it('answers', async () => {
  expect((await app.call(listBooks)).items).toEqual([]);
});
