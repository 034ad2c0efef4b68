import { expect, it } from 'vitest';
import { spelledOut } from './spelled-out.ts';

it.each([
  ['Emma', 'Emma'],
  ['Jane.Austen.-.Emma', 'Jane Austen - Emma'],
  ['Jane.Austen.-.Highbury.0.5.-.Emma', 'Jane Austen - Highbury 0.5 - Emma'],
  ['A_Tale_of_Highbury', 'A Tale of Highbury'],
  ['Jane Austen_-_Emma', 'Jane Austen - Emma'],
  ['Emma_ A Novel', 'Emma: A Novel'],
  ['Emma꞉ A Novel', 'Emma: A Novel'],
  ['JaneAusten-MansfieldPark', 'Jane Austen – Mansfield Park'],
  ['FionaMcDonald-Emma', 'Fiona McDonald – Emma'],
  ['TheWisdomofHighbury', 'The Wisdom of Highbury'],
  ['the-white-rose', 'the white rose'],
  ['J.K. Austen - Emma', 'J.K. Austen - Emma'],
  ['Complete.The Novels', 'Complete The Novels'],
  ['Emma.unpack', 'Emma'],
  ['Emma\u0007\u200b  Woodhouse', 'Emma Woodhouse'],
  ['E\u0301mile', 'Émile'],
  ['\ud800', '\ufffd'],
])('%j is %j', (name, text) => {
  expect(spelledOut(name)).toBe(text);
});
