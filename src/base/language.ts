import { textKey } from './text.ts';

/** The ISO 639-1 code (lower case) of a language given by name, by ISO 639-1/-2/-3 code, by tag ("en-US") or as trackers write it; null when it is none. */
export function languageCode(text: string): string | null {
  const key = textKey(text);
  return CODE_BY_KEY.get(key) ?? CODE_BY_KEY.get(withoutRegion(text, key)) ?? null;
}

/** The English name of a language by its ISO 639-1 code; the code itself where it is unknown. */
export function languageName(code: string): string {
  return NAME_BY_CODE.get(code.toLowerCase()) ?? code;
}

/** "en-US", "pt_BR", "English (UK)" → the part before the region. */
function withoutRegion(text: string, key: string): string {
  const isTag = /^\s*\p{L}{2,3}[-_]\p{L}{2,4}\s*$/u.test(text);
  const isNameWithRegion = /^\s*\p{L}{4,}\s*[([]/u.test(text);
  return isTag || isNameWithRegion ? (key.split(' ')[0] ?? '') : '';
}

/** ISO 639-1 code, ISO 639-2/-3 codes, English name, then other names. The languages that audiobooks come in. */
const LANGUAGES: readonly (readonly [code: string, codes: string, names: string])[] = [
  ['en', 'eng', 'English|Englisch|Anglais|Inglés|Inglese|Engels|American English|British English'],
  ['de', 'ger deu', 'German|Deutsch|Allemand|Alemán|Tedesco|Duits'],
  ['fr', 'fre fra', 'French|Français|Französisch|Francés|Francese|Frans|VF'],
  [
    'es',
    'spa',
    'Spanish|Español|Castellano|Castilian|Spanisch|Espagnol|Spagnolo|Spaans|Latin American Spanish',
  ],
  ['it', 'ita', 'Italian|Italiano|Italienisch|Italien|Italiaans'],
  ['nl', 'dut nld', 'Dutch|Nederlands|Niederländisch|Néerlandais|Flemish|Vlaams'],
  ['pt', 'por', 'Portuguese|Português|Brazilian Portuguese|Brazilian|Portugiesisch|Portugais'],
  ['sv', 'swe', 'Swedish|Svenska|Schwedisch|Suédois'],
  ['da', 'dan', 'Danish|Dansk|Dänisch|Danois'],
  ['no', 'nor nob nno nb nn', 'Norwegian|Norsk|Bokmål|Nynorsk|Norwegisch'],
  ['fi', 'fin', 'Finnish|Suomi|Finnisch'],
  ['is', 'ice isl', 'Icelandic|Íslenska'],
  ['pl', 'pol', 'Polish|Polski|Polnisch'],
  ['cs', 'cze ces', 'Czech|Čeština|Česky|Tschechisch'],
  ['sk', 'slo slk', 'Slovak|Slovenčina|Slovensky'],
  ['hu', 'hun', 'Hungarian|Magyar|Ungarisch'],
  ['ro', 'rum ron', 'Romanian|Română|Rumänisch'],
  ['bg', 'bul', 'Bulgarian|Български'],
  ['el', 'gre ell', 'Greek|Ελληνικά|Modern Greek'],
  ['hr', 'hrv scr', 'Croatian|Hrvatski'],
  ['sr', 'srp scc', 'Serbian|Srpski|Српски'],
  ['sl', 'slv', 'Slovenian|Slovene|Slovenščina'],
  ['bs', 'bos', 'Bosnian|Bosanski'],
  ['et', 'est', 'Estonian|Eesti'],
  ['lv', 'lav', 'Latvian|Latviešu'],
  ['lt', 'lit', 'Lithuanian|Lietuvių'],
  ['ru', 'rus', 'Russian|Русский|Russisch|Russe|Russkiy'],
  ['uk', 'ukr', 'Ukrainian|Українська'],
  ['tr', 'tur', 'Turkish|Türkçe|Türkisch'],
  ['ar', 'ara', 'Arabic|العربية'],
  ['he', 'heb', 'Hebrew|עברית'],
  ['fa', 'per fas', 'Persian|Farsi|فارسی'],
  ['hi', 'hin', 'Hindi|हिन्दी'],
  ['bn', 'ben', 'Bengali|Bangla|বাংলা'],
  ['ta', 'tam', 'Tamil|தமிழ்'],
  ['te', 'tel', 'Telugu|తెలుగు'],
  ['ml', 'mal', 'Malayalam|മലയാളം'],
  ['mr', 'mar', 'Marathi|मराठी'],
  ['gu', 'guj', 'Gujarati|ગુજરાતી'],
  ['ur', 'urd', 'Urdu|اردو'],
  ['zh', 'chi zho cmn yue', 'Chinese|Mandarin|Cantonese|中文|普通话|國語|Chinesisch'],
  ['ja', 'jpn', 'Japanese|日本語|Japanisch'],
  ['ko', 'kor', 'Korean|한국어|Koreanisch'],
  ['vi', 'vie', 'Vietnamese|Tiếng Việt'],
  ['th', 'tha', 'Thai|ไทย'],
  ['id', 'ind', 'Indonesian|Bahasa Indonesia'],
  ['ms', 'may msa', 'Malay|Bahasa Melayu'],
  ['la', 'lat', 'Latin|Latina'],
  ['ca', 'cat', 'Catalan|Català'],
  ['eu', 'baq eus', 'Basque|Euskara'],
  ['gl', 'glg', 'Galician|Galego'],
  ['ga', 'gle', 'Irish|Gaeilge'],
  ['cy', 'wel cym', 'Welsh|Cymraeg'],
  ['af', 'afr', 'Afrikaans'],
  ['sw', 'swa', 'Swahili|Kiswahili'],
  ['eo', 'epo', 'Esperanto'],
];

const CODE_BY_KEY: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap(([code, codes, names]) =>
    [code, ...codes.split(' '), ...names.split('|').map(textKey)].map((key) => [key, code] as const),
  ),
);

const NAME_BY_CODE: ReadonlyMap<string, string> = new Map(
  LANGUAGES.map(([code, , names]) => [code, names.split('|')[0] ?? code]),
);
