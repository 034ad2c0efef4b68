import { describe, expect, it } from 'vitest';
import { howToTest } from './how-to-test.ts';

describe('howToTest', () => {
  it.each([
    ['a new one', { isSaved: false, isChanged: true, lacksSecret: false }, 'unsaved'],
    ['an unchanged one', { isSaved: true, isChanged: false, lacksSecret: true }, 'saved'],
    ['a new secret', { isSaved: true, isChanged: true, lacksSecret: false }, 'unsaved'],
    ['a new address and the old secret', { isSaved: true, isChanged: true, lacksSecret: true }, 'impossible'],
    ['an unchanged one without any secret', { isSaved: true, isChanged: false, lacksSecret: false }, 'saved'],
  ] as const)('%s', (_, situation, way) => {
    expect(howToTest(situation)).toBe(way);
  });
});
