import { languageCode } from '../base/language.ts';
import { splitPeople } from './person-name.ts';
import { volumeNumber } from './series-place.ts';

/** The technical part of a release name, gathered while it is taken out of the text. */
export interface ReleaseMarks {
  readonly formats: string[];
  readonly narrators: string[];
  readonly languages: string[];
  bitrateKbps: number | null;
  durationSeconds: number | null;
  abridged: boolean | null;
  dramatized: boolean | null;
  year: number | null;
  asin: string | null;
  part: string | null;
  saysAudiobook: boolean;
}

export function noMarks(): ReleaseMarks {
  return {
    formats: [],
    narrators: [],
    languages: [],
    bitrateKbps: null,
    durationSeconds: null,
    abridged: null,
    dramatized: null,
    year: null,
    asin: null,
    part: null,
    saysAudiobook: false,
  };
}

/** Takes the marks out of a text into `marks` and returns what is left. In brackets also words count that elsewhere could belong to a title. */
export function takeMarks(text: string, marks: ReleaseMarks, isBracket: boolean): string {
  let rest = text;
  for (const { pattern, read } of isBracket ? [...ANYWHERE, ...IN_BRACKETS] : ANYWHERE) {
    rest = rest.replace(pattern, (...found) => {
      read(
        marks,
        found.slice(1, 4).map((group) => (typeof group === 'string' ? group : '')),
      );
      return ' ';
    });
  }
  return isBracket ? takeLanguages(rest, marks) : rest;
}

/** "AUDIOBOOK-WEB-DE-2021-VOiCE" at the end of a scene name: marks, language, year and group. */
export function takeSceneTail(tail: string, marks: ReleaseMarks): void {
  for (const part of tail.split(/[\s-]+/u)) {
    if (/^(?:19|20)\d\d$/u.test(part)) marks.year = Number(part);
    else if (/^[A-Z]{2}$/u.test(part)) addLanguage(marks, SCENE_LANGUAGES[part] ?? part);
    else if (/^[A-Z][A-Za-z]{4,}$/u.test(part) && languageCode(part)) addLanguage(marks, part);
    else takeMarks(part, marks, true);
  }
}

interface MarkRule {
  readonly pattern: RegExp;
  readonly read: (marks: ReleaseMarks, groups: readonly string[]) => void;
}

/** Scene groups write the country where it differs from the language. */
const SCENE_LANGUAGES: Readonly<Record<string, string>> = {
  DK: 'da',
  SE: 'sv',
  CZ: 'cs',
  GR: 'el',
  JP: 'ja',
  BR: 'pt',
  UK: 'en',
  US: 'en',
};

const READ_BY =
  '(?:(?:read|narrated|performed)\\s+by|narrators?:|gelesen\\s+von|sprecher:|lu\\s+par|le[íi]do\\s+por|narrado\\s+por|letto\\s+da|voorgelezen\\s+door|uppl[äa]st\\s+av|l[æe]st\\s+av|czyta)';

const ANYWHERE: readonly MarkRule[] = [
  rule(`${READ_BY}\\s+([^()\\[\\]{};|●]+?)(?=\\s+-\\s|[()\\[\\]{};|●]|$)`, (marks, [names = '']) =>
    addNarrators(marks, names),
  ),
  rule(
    'un-?abridged|unabr|ungek(?:ü|ue|u)rzte?[rs]?(?:\\s+(?:lesung|ausgabe|fassung))?|(?:texte|version) int[ée]grale?',
    (marks) => {
      marks.abridged ??= false;
      marks.saysAudiobook = true;
    },
  ),
  rule(
    'abridged|gek(?:ü|ue|u)rzte?[rs]?(?:\\s+(?:lesung|ausgabe|fassung))?|(?:texte|version) abr[ée]g[ée]e?',
    (marks) => {
      marks.abridged = true;
      marks.saysAudiobook = true;
    },
  ),
  rule('graphic\\s?audio(?:[\\s-]*(\\d{2,3})(?:k(?:bps)?)?)?', (marks, [bitrate]) => {
    marks.dramatized = true;
    marks.saysAudiobook = true;
    if (bitrate) marks.bitrateKbps ??= Number(bitrate);
  }),
  rule(
    'dramati[sz]ed(?: (?:adaptation|audio(?:book)?|edition))?|dramatic reading|audio\\s?drama|radio[\\s-]?(?:drama|play)|h(?:ö|oe)rspiele?|full[\\s-]cast(?: (?:edition|production|recording))?',
    (marks) => {
      marks.dramatized = true;
      marks.saysAudiobook = true;
    },
  ),
  rule('(B0[0-9A-Z]{8})', (marks, [asin = '']) => {
    if (/\d.*\d/u.test(asin)) marks.asin ??= asin.toUpperCase();
  }),
  rule('LC\\s(\\d{2,3})\\s\\d{5}', (marks, [bitrate]) => setBitrate(marks, bitrate)),
  rule('(\\d{1,3})[;:.h](\\d{2})[;:.m](\\d{2})s?', (marks, [hours, minutes, seconds]) => {
    marks.durationSeconds ??= Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    marks.saysAudiobook = true;
  }),
  rule('\\d{1,4}(?:[.,\\s]\\d{1,2})?\\s?[mg]i?b', () => undefined),
  rule('\\d{2,3}-\\d{2,3}\\s?k(?:bps|bit/s|b/s|bs)?', () => undefined),
  rule('(?:\\d{1,3}\\s?@\\s?)?(\\d{2,3})\\s?(?:kbps|kbit/s|kb/s|kbs|k)(?:\\s?[vc]br)?', (marks, [bitrate]) =>
    setBitrate(marks, bitrate),
  ),
  rule('\\d{1,2}(32|48|56|64|80|96|112|128|160|192|256|320)k', (marks, [bitrate]) =>
    setBitrate(marks, bitrate),
  ),
  rule('\\d{2}(?:[.,]\\d{1,2})?\\s?khz', () => undefined),
  rule('(?:part|teil|disc|disk|cd)\\s?(\\d{1,2})\\s?(?:of|von|/)\\s?(\\d{1,2})', setPart),
  rule('retail(?= +(?:epub|mobi|pdf|azw3))', () => undefined),
  rule(
    '(m4b|m4a|mp3|flac|ogg|vorbis|aac|wma|mp4|alac|epub|mobi|azw3?|pdf|cbr|cbz|djvu|fb2)(?: (?:format|version|edition))?',
    addFormat,
  ),
  rule(
    '(audio\\s?books?|abook|h(?:ö|oe)rbuch|audiolibro|livre audio|luisterboek|audioboek|ljudbok|lydbo[gk]|äänikirja|audiokniha|hangoskönyv|аудиокнига)',
    (marks, [word = '']) => {
      marks.saysAudiobook = true;
      addLanguage(marks, AUDIOBOOK_WORD_LANGUAGES[word.toLowerCase()] ?? '');
    },
  ),
  rule('\\(?chapteri[sz]ed\\)?|by chap(?:ter)?s?', (marks) => {
    marks.saysAudiobook = true;
  }),
  rule('\\d{1,2}\\s?cds?|NMR|freeleech|repack', () => undefined),
];

const IN_BRACKETS: readonly MarkRule[] = [
  rule('abr', (marks) => {
    marks.abridged = true;
    marks.saysAudiobook = true;
  }),
  rule('(\\d{1,2})\\s?(?:of|von|/)\\s?(\\d{1,2})', setPart),
  rule('(opus|wav|lit|oga)', addFormat),
  rule('vip|fl|retail|true|and|hq|web|vbr|cbr|stereo|mono|v\\d|proper|unpack', () => undefined),
];

const AUDIOBOOK_WORD_LANGUAGES: Readonly<Record<string, string>> = {
  hörbuch: 'de',
  hoerbuch: 'de',
  'livre audio': 'fr',
  luisterboek: 'nl',
  audioboek: 'nl',
  ljudbok: 'sv',
  lydbog: 'da',
  lydbok: 'no',
  äänikirja: 'fi',
  hangoskönyv: 'hu',
  аудиокнига: 'ru',
};

function rule(source: string, read: MarkRule['read']): MarkRule {
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])\\.?`, 'giu'), read };
}

function setBitrate(marks: ReleaseMarks, bitrate: string | undefined): void {
  const kbps = Number(bitrate);
  if (kbps < 16 || kbps > 512) return;
  marks.bitrateKbps ??= kbps;
  marks.saysAudiobook = true;
}

function setPart(marks: ReleaseMarks, [part = '', of = '']: readonly string[]): void {
  if (Number(part) <= Number(of) && Number(of) > 1)
    marks.part ??= `${volumeNumber(part)} of ${volumeNumber(of)}`;
}

function addFormat(marks: ReleaseMarks, [name = '']: readonly string[]): void {
  const format = FORMAT_NAMES[name.toLowerCase()] ?? name.toLowerCase();
  if (!marks.formats.includes(format)) marks.formats.push(format);
}

const FORMAT_NAMES: Readonly<Record<string, string>> = { vorbis: 'ogg', oga: 'ogg', azw: 'azw3' };

function addNarrators(marks: ReleaseMarks, names: string): void {
  marks.saysAudiobook = true;
  for (const name of splitPeople(names)) if (!marks.narrators.includes(name)) marks.narrators.push(name);
}

/** "[ENG / M4B]", "(German)": a language where nothing else is left in the bracket; "(Dan)" and "(May)" are people. */
function takeLanguages(rest: string, marks: ReleaseMarks): string {
  const tokens = rest.split(/[\s/,;|+]+/u).filter((token) => token !== '');
  const isLanguage = (token: string) =>
    (/^(?:\p{Lu}{2,3}|\p{Ll}{3})$/u.test(token) || token.length > 4) && languageCode(token) !== null;
  if (tokens.length === 0 || !tokens.every((token) => isLanguage(token) || token === 'Edition')) return rest;
  for (const token of tokens) addLanguage(marks, token);
  return '';
}

function addLanguage(marks: ReleaseMarks, text: string): void {
  const code = languageCode(text);
  if (code !== null && !marks.languages.includes(code)) marks.languages.push(code);
}
