import { describe, expect, it } from 'vitest';
import { languageCode, languageName } from './language.ts';

describe('languageCode', () => {
  it.each([
    ['ENG', 'en'],
    ['eng', 'en'],
    ['English', 'en'],
    ['en-US', 'en'],
    ['English (UK)', 'en'],
    ['GER', 'de'],
    ['deu', 'de'],
    ['Deutsch', 'de'],
    ['français', 'fr'],
    ['FRE', 'fr'],
    ['fra', 'fr'],
    ['Español', 'es'],
    ['pt_BR', 'pt'],
    ['Brazilian Portuguese', 'pt'],
    ['nob', 'no'],
    ['CHI', 'zh'],
    ['日本語', 'ja'],
    ['Русский', 'ru'],
    ['हिन्दी', 'hi'],
  ])('reads %s as %s', (text, code) => {
    expect(languageCode(text)).toBe(code);
  });

  it.each(['', 'Klingon', 'M4B', 'The German War', 'xx', 'Englishman in New York', '-', 'US'])(
    'takes "%s" for no language',
    (text) => {
      expect(languageCode(text)).toBeNull();
    },
  );
});

describe('languageName', () => {
  it('gives the English name, or the code itself where it is unknown', () => {
    expect(languageName('de')).toBe('German');
    expect(languageName('NL')).toBe('Dutch');
    expect(languageName('xx')).toBe('xx');
  });
});
