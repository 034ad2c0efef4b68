import { languageName } from '../../../../src/base/language.ts';

const CODES = [
  ...[
    'en',
    'de',
    'fr',
    'es',
    'it',
    'nl',
    'pt',
    'sv',
    'da',
    'no',
    'fi',
    'is',
    'pl',
    'cs',
    'sk',
    'hu',
    'ro',
    'bg',
  ],
  ...[
    'el',
    'hr',
    'sr',
    'sl',
    'et',
    'lv',
    'lt',
    'ru',
    'uk',
    'tr',
    'ar',
    'he',
    'fa',
    'hi',
    'bn',
    'ta',
    'zh',
    'ja',
  ],
  ...['ko', 'vi', 'th', 'id', 'la', 'ca'],
];

/** What can be asked for: the languages that audiobooks come in, by name. */
export const LANGUAGE_CHOICES = [
  { value: '', label: 'Any language' },
  ...CODES.map((code) => ({ value: code, label: languageName(code) })),
];
