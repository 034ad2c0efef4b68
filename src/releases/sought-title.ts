import { isGenericSubtitle } from '../base/subtitle-words.ts';
import { words } from '../base/text.ts';
import type { SoughtRecording } from './release-candidate.ts';
import { VOLUME_MARK, volumeNumber } from './series-place.ts';

/** One way in which the sought title may stand in a name. */
export interface TitleForm {
  readonly words: readonly string[];
  /** The number that the title ends in, where the words are without it. */
  readonly volume: string | null;
  /** That number is announced as one of several volumes ("Volume 1"): a name without it is not the first. */
  readonly isOfSeveral: boolean;
  readonly kind: 'whole' | 'without subtitle' | 'without series' | 'number apart';
}

/**
 * The forms of a sought title, the fullest first. What follows a colon may be left out only where it does not tell
 * books of one series apart: "Educated: A Memoir" is "Educated", but "Life Reset: Salvation" is not "Life Reset".
 */
export function titleForms(sought: SoughtRecording): readonly TitleForm[] {
  const given = sought.title.slice(0, MAX_TITLE_LENGTH);
  const title = given.replace(/\s*[([{][^)\]}]*[)\]}]/gu, ' ').trim() || given;
  const forms: TitleForm[] = [form(title, 'whole')];
  const [head = '', ...tails] = title.split(/:\s+|\s+-\s+/u);
  const tail = tails.join(' ');
  if (tail !== '' && isSeriesName(head, sought) && !isVolume(tail)) forms.push(form(tail, 'without series'));
  else if (tail !== '' && isOptionalTail(tail, sought)) forms.push(form(head, 'without subtitle'));
  const numbered = withoutNumber(title);
  if (numbered) forms.push(numbered);
  return forms.filter((some) => some.words.length > 0);
}

const MAX_TITLE_LENGTH = 300;

/** Folded words without leading zeros, so that "03" is "3"; "2.5" stays one word, written "2p5". */
export function comparableWords(text: string): readonly string[] {
  const oneWordDecimals = text.replace(/(?<![\d.])\d{1,4}\.\d{1,2}(?![\d.])/gu, (number) =>
    String(Number(number)).replace('.', 'p'),
  );
  return words(oneWordDecimals).map((word) => word.replace(/^0+(?=\d)/u, ''));
}

/** The number that a comparable word stands for: "2p5" → "2.5", "two" → "2"; null where it is none. */
export function numberOfWord(word: string | undefined, isAfterMarker: boolean): string | null {
  if (word === undefined) return null;
  if (/^\d{1,3}(?:p\d{1,2})?$/u.test(word)) return volumeNumber(word.replace('p', '.'));
  const isSpelt = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[ivx]{1,4})$/u.test(
    word,
  );
  return isAfterMarker && isSpelt ? volumeNumber(word) : null;
}

/** Whether a comparable word announces the number of a volume: "book", "vol". */
export function isVolumeMarker(word: string | undefined): boolean {
  return (
    word !== undefined &&
    /^(?:books?|bks?|vol|volumes?|band|bd|teil|tome|tom|folge|episode|libro|livre|deel|bok|part|no)$/u.test(
      word,
    )
  );
}

const ARTICLE = /^(?:the|an?|der|die|das|ein|eine|le|la|les|el|los|las|il|lo|gli|de|het|een)$/u;

export function isArticle(word: string | undefined): boolean {
  return word !== undefined && ARTICLE.test(word);
}

export function withoutArticle(some: readonly string[]): readonly string[] {
  return some.length > 1 && isArticle(some[0]) ? some.slice(1) : some;
}

/** The words of a series name by which it is compared: no article, no closing "series". */
export function seriesWords(name: string): readonly string[] {
  const all = withoutArticle(comparableWords(name));
  return all.length > 1 && /^(?:series|serie|reihe|saga|trilogy|cycle|books?)$/u.test(all.at(-1) ?? '')
    ? all.slice(0, -1)
    : all;
}

function form(text: string, kind: TitleForm['kind']): TitleForm {
  return { words: withoutArticle(comparableWords(text)), volume: null, isOfSeveral: false, kind };
}

function isSeriesName(head: string, { series }: SoughtRecording): boolean {
  const key = withoutArticle(comparableWords(head)).join(' ');
  return series.some(({ name }) => seriesWords(name).join(' ') === key);
}

function isVolume(tail: string): boolean {
  return new RegExp(`^(?:${VOLUME_MARK.source}|\\d+)$`, 'iu').test(tail.trim());
}

/** A subtitle that may be missing: it names the kind of book, or there is no series whose books it could tell apart. */
function isOptionalTail(tail: string, { series }: SoughtRecording): boolean {
  if (isVolume(tail) || VOLUME_MARK.test(tail)) return false;
  return isGenericSubtitle(tail) || (series.length === 0 && comparableWords(tail).length >= 3);
}

/** "Page Keeper 1", "Dreamsongs, Volume I" → the words before, and the number. */
function withoutNumber(title: string): TitleForm | null {
  const marked = new RegExp(`^(.*?\\p{L}.*?)[\\s,:;-]*${VOLUME_MARK.source}$`, 'iu').exec(title);
  const plain = marked ? null : /^(.*\p{L}.*?)[\s,]+(\d{1,3}(?:\.\d)?)$/u.exec(title);
  const base = marked?.[1] ?? plain?.[1];
  const number = marked?.[2] ?? marked?.[3] ?? plain?.[2];
  if (!base || !number) return null;
  return {
    words: withoutArticle(comparableWords(base)),
    volume: volumeNumber(number),
    isOfSeveral: /(?:vol(?:ume)?|part|band|teil|tome)\.?\s*\S+$/iu.test(title),
    kind: 'number apart',
  };
}
