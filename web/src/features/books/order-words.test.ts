import { describe, expect, it } from 'vitest';
import { orderSentence } from './order-words.ts';

describe('orderSentence', () => {
  it.each([
    [{ by: 'tags', agreeing: [], confidence: 0.9 }, 'In the order of the track numbers in the tags.'],
    [
      { by: 'tags', agreeing: ['names', 'titles'], confidence: 1 },
      'In the order of the track numbers in the tags; the names and titles agree.',
    ],
    [
      { by: 'names', agreeing: [], confidence: 0.5 },
      'In the order of the numbers in the names, which is doubtful.',
    ],
    [
      { by: 'alphabet', agreeing: [], confidence: 0.3 },
      'In alphabetical order, for nothing counts the files.',
    ],
  ] as const)('says of %j: %s', (order, sentence) => {
    expect(orderSentence({ ...order, agreeing: [...order.agreeing] })).toBe(sentence);
  });
});
