import { expect, it } from 'vitest';
import type { VerdictReason } from '../releases/verdict.ts';
import { type AskedIndexer, explainNone } from './explain-search.ts';

const WELL: AskedIndexer = { indexer: { name: 'Well' }, error: null };
const ILL: AskedIndexer = { indexer: { name: 'Ill' }, error: 'ill.example did not answer within 30 s' };

function rejected(detail: string) {
  const reasons: VerdictReason[] = [
    { rule: 'title', outcome: 'pass', detail: 'The title is right.' },
    { rule: 'seeders', outcome: 'fail', detail },
  ];
  return { accepted: false, reasons };
}

it.each<[string, string, readonly AskedIndexer[], Parameters<typeof explainNone>[1], boolean]>([
  ['no indexer', 'No indexer is set up.', [], [], false],
  ['nothing found', 'Nothing was found.', [WELL], [], false],
  ['all fail', 'No indexer answered. Ill: ill.example did not answer within 30 s', [ILL], [], false],
  ['some fail', 'Nothing was found. Ill: ill.example did not answer within 30 s', [WELL, ILL], [], false],
  ['a fitting one without a client', 'A release fits, but no download client is set up.', [WELL], [], true],
  [
    'all tried',
    'The one fitting release was tried before and failed.',
    [WELL],
    [{ accepted: true, reasons: [] }],
    false,
  ],
  [
    'what stood in the way most often comes first',
    'None of 3 releases fits: 2 × Nobody has it; It is an ebook.',
    [WELL],
    [rejected('It is an ebook.'), rejected('Nobody has it.'), rejected('Nobody has it.')],
    false,
  ],
])('%s', (_, sentence, asked, verdicts, hasFitting) => {
  expect(explainNone(asked, verdicts, hasFitting)).toBe(sentence);
});
