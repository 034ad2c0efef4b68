import { describe, expect, it } from 'vitest';
import { howToTest } from './how-to-test.ts';

describe('howToTest', () => {
  it.each([
    [
      'a new one',
      { isSaved: false, isChanged: false, needsSecretAgain: false, hasNewSecret: true },
      'unsaved',
    ],
    [
      'a new one without a secret',
      { isSaved: false, isChanged: false, needsSecretAgain: false, hasNewSecret: false },
      'unsaved',
    ],
    [
      'an unchanged one',
      { isSaved: true, isChanged: false, needsSecretAgain: true, hasNewSecret: false },
      'saved',
    ],
    [
      'a new secret',
      { isSaved: true, isChanged: false, needsSecretAgain: false, hasNewSecret: true },
      'unsaved',
    ],
    [
      'a new address and the old secret',
      { isSaved: true, isChanged: true, needsSecretAgain: true, hasNewSecret: false },
      'impossible',
    ],
    [
      'a new address without any secret',
      { isSaved: true, isChanged: true, needsSecretAgain: false, hasNewSecret: false },
      'unsaved',
    ],
  ] as const)('%s', (_, situation, way) => {
    expect(howToTest(situation)).toBe(way);
  });
});
