import { describe, expect, it } from 'vitest';
import { LIKELY, NOBODY, POSSIBLE, peopleLikeness, personLikeness, SURE } from './person-likeness.ts';

describe('how far a text is a person', () => {
  it.each([
    ['Jane Austen', SURE],
    ['Austen, Jane', SURE],
    ['J. R. R. Tolkien', SURE],
    ['J.R.R. Tolkien', SURE],
    ['JRR Tolkien', SURE],
    ['Ursula K. Le Guin', SURE],
    ['Sir Arthur Conan Doyle', SURE],
    ['jane austen', SURE],
    ['Anne-Marie Duval', SURE],
    ['Stephen King', SURE],
    ['Qorlan Zyxt', LIKELY],
    ['Jane Night', SURE],
    ['Jane Shadows', POSSIBLE],
    ['芥川 龍之介', POSSIBLE],
    ['Emma', NOBODY],
    ['Dark Fire', NOBODY],
    ['The Salt Road', NOBODY],
    ['Road to Highbury', NOBODY],
    ['a quiet place', NOBODY],
    ['qorlan zyxt', NOBODY],
    ["Emma's Story", NOBODY],
    ['Apollo 13', NOBODY],
    ['', NOBODY],
  ])('%s: %i', (text, likeness) => {
    expect(personLikeness(text)).toBe(likeness);
  });

  it.each([
    ['Jane Austen & Anne Brontë', SURE],
    ['Jane Austen, Qorlan Zyxt', LIKELY],
    ['Cole & Partners', NOBODY],
  ])('of several it is that of the least: %s', (text, likeness) => {
    expect(peopleLikeness(text)).toBe(likeness);
  });
});
