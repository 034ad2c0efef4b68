import { remembered } from '../../base/remembered.ts';
import { isGenericSubtitle, splitGenericSubtitle } from '../../base/subtitle-words.ts';
import { splitNames } from '../person-names.ts';
import { withoutCopyMark } from './copy-mark.ts';
import type { NamePart } from './name-part.ts';
import { type Piece, piecesOf } from './name-pieces.ts';
import { LIKELY, peopleLikeness, SURE } from './person-likeness.ts';
import { seriesForms } from './series-forms.ts';
import { spelledOut } from './spelled-out.ts';
import { bitrateIn, noiseIn, noiseInBracket, SCENE_END, tellsRip, withoutTail } from './technical-words.ts';
import { placeOf } from './volume-forms.ts';

/** One folder or file name of a path, taken apart. */
export interface Name {
  readonly raw: string;
  readonly text: string;
  readonly parts: readonly NamePart[];
  readonly bitrateKbps: number | null;
  /** It tells bitrate or running time. */
  readonly tellsRip: boolean;
}

/** Siblings share their folders, and files their beginnings: it is asked of the same names again and again. */
export const readName: (raw: string) => Name = remembered(300, takeApart);

function takeApart(raw: string): Name {
  const { rest: own, mark } = withoutCopyMark(raw);
  const { head, parts: trailing } = withoutGroup(own);
  const text = spelledOut(head);
  const { rest, parts: leading } = withoutPrefix(text);
  const pieces = piecesOf(rest);
  const isRip = tellsRip(text);
  const parts = pieces.flatMap((piece, at) =>
    piece.bracket === null
      ? textParts(piece, {
          isFollowed: at < pieces.length - 1,
          isCatalogued: /^\d{5,}$/u.test(pieces[at + 1]?.text ?? ''),
        })
      : bracketParts(piece, { isRip, isLast: at === pieces.length - 1 }),
  );
  return {
    raw,
    text,
    parts: [...leading, ...parts, ...trailing, ...copied(mark)],
    bitrateKbps: bitrateIn(text),
    tellsRip: isRip,
  };
}

function copied(mark: string | null): readonly NamePart[] {
  return mark === null ? [] : [{ kind: 'noise', why: 'the mark of a copy', from: mark, joint: 'dash' }];
}

function withoutGroup(raw: string): { readonly head: string; readonly parts: readonly NamePart[] } {
  const found = SCENE_END.exec(raw.slice(-200))?.[0];
  if (found === undefined || found.length === raw.length) return { head: raw, parts: [] };
  const year = /-((?:19|20)\d{2})(?!\d)/u.exec(found)?.[1];
  const base = { from: found, joint: 'dash' as const };
  return {
    head: raw.slice(0, -found.length),
    parts: [
      { ...base, kind: 'noise', why: 'how the files were made' },
      ...(year === undefined ? [] : [{ ...base, kind: 'year' as const, year: Number(year) }]),
    ],
  };
}

/** "17-03-125-m4b-Title": numbers and a format before the name are somebody's list. */
const PREFIX = /^(?:\d{1,5}[-_.])*\d{0,5}[-_.]?(?:mp3|m4b|m4a|flac)[-_.]+(?=\p{L})/iu;

function withoutPrefix(text: string): { readonly rest: string; readonly parts: readonly NamePart[] } {
  const found = PREFIX.exec(text)?.[0];
  if (found === undefined) return { rest: text, parts: [] };
  return {
    rest: text.slice(found.length),
    parts: [{ kind: 'noise', why: 'how the files were made', from: found, joint: 'start' }],
  };
}

const YEAR = /^(?:1[5-9]|20)\d{2}$/u;
const YEARS = /^(?:1[5-9]|20)\d{2}\s*-\s*(?:(?:1[5-9]|20)?\d{2})?$/u;
const ASIN = /^(?:asin[-:\s.]*)?(?<asin>B0[A-Z0-9]{8}|(?=[A-Z0-9]*\d)(?=\d{9})[A-Z0-9]{10})$/iu;
/** "Emma B002V1NDYK": one with several digits, so that no word in capitals is taken for it. */
const BARE_ASIN = /^(?:(?<before>.*\S)\s+)?(?:ASIN[\s:]*)?(?<asin>B0(?=[A-Z]*\d)[A-Z0-9]{8})$/u;
const READ_BY =
  /^(?<before>.*?)[\s,]*(?:(?:read|narrated|performed|voiced)\s+(?:aloud\s+)?by|(?:narrators?|reader)\s*[:-]|narr\.|(?:gelesen|vorgelesen|gesprochen)\s+von|sprecher:|lu\s+par|le[íi]do\s+por|narrado\s+por|letto\s+da|voorgelezen\s+door|czyta|читает)\s+(?<names>\p{L}.*)$/iu;
const UNABRIDGED =
  /^(?:the\s+)?(?:complete\s+(?:and|&)\s+)?(?:un-?abridged|un-?abr\.?|ungekürzte?[rs]?|ungekuerzte?[rs]?|int[ée]grale?|full[- ]cast unabridged)(?:\s+.*)?$/iu;
const ABRIDGED =
  /^(?:abridged|abr\.?|gekürzte?[rs]?|abr[ée]g[ée]e?)(?:\s+(?:version|edition|audiobook|audio|lesung|fassung|ausgabe).*)?$/iu;
const EDITION =
  /^(?:.*\b(?:dramati[sz]ed|dramati[sz]ation|audio ?drama|full[- ]cast|multi-?cast|graphic ?audio|retail|radio (?:play|drama)|hörspiel|edition|remaster(?:ed)?|annotated|illustrated)\b.*)$/iu;
const EDITION_TAIL =
  /[\s,]+(?<words>(?<un>un)?-?(?:abridged|abr\.?)(?:\s+(?:version|edition|audiobook))*|ungekürzt|dramati[sz]ed(?: adaptation)?)$/iu;

/** "[03] Emma"; behind a name, a number counts the books that are there: "Highbury series (22)". */
const PLACE = /^#?(\d{1,3}(?:\.\d{1,2})?)$/u;
const AMOUNT = /^#?\d{1,4}(?:\.\d)?\s*-\s*#?\d{1,4}(?:\.\d)?$/u;

interface Place {
  readonly isRip: boolean;
  readonly isLast: boolean;
}

/** "read by Juliet Stevenson; 12.30.11; 64kbps": without what else stands there. */
function readersIn(text: string): readonly string[] {
  return splitNames(text).filter((name) => !/\d/u.test(name));
}

function bracketParts(piece: Piece, place: Place): readonly NamePart[] {
  const { reader, year } = place.isRip ? (READER_AND_YEAR.exec(piece.text)?.groups ?? {}) : {};
  if (reader === undefined) return [bracketPart(piece, place)];
  const base = { from: piece.text, joint: piece.joint };
  return [
    { ...base, kind: 'narrators', names: [reader] },
    { ...base, kind: 'year', year: Number(year) },
  ];
}

/** "[Stevenson 2015]" beside a bitrate. */
const READER_AND_YEAR = /^(?<reader>\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)\s(?<year>(?:19|20)\d{2})$/u;

function bracketPart({ text, joint, bracket }: Piece, { isRip, isLast }: Place): NamePart {
  const base = { from: text, joint };
  const place = PLACE.exec(text)?.[1];
  if (place !== undefined && (!isLast || text.startsWith('#')))
    return { ...base, kind: 'position', position: placeOf(place) };
  if (place !== undefined || (AMOUNT.test(text) && !YEARS.test(text)))
    return { ...base, kind: 'noise', why: 'how many books there are' };
  const asin = ASIN.exec(text)?.groups?.['asin'];
  if (asin !== undefined && !YEAR.test(text)) return { ...base, kind: 'asin', asin: asin.toUpperCase() };
  if (YEAR.test(text)) return { ...base, kind: 'year', year: Number(text) };
  if (YEARS.test(text)) return { ...base, kind: 'noise', why: 'the years of several books' };
  if (UNABRIDGED.test(text)) return { ...base, kind: 'edition', abridged: false };
  if (ABRIDGED.test(text)) return { ...base, kind: 'edition', abridged: true };
  const read = READ_BY.exec(text)?.groups;
  if (read?.['names']) return { ...base, kind: 'narrators', names: readersIn(read['names']) };
  if (EDITION.test(text) && !/\b(?:book|vol|volume)\b|#/iu.test(text))
    return { ...base, kind: 'edition', abridged: null };
  const noise = noiseInBracket(text);
  if (noise !== null) return { ...base, kind: 'noise', why: noise };
  if (bracket === '{')
    return text.length > 3 && !/\d/u.test(text)
      ? { ...base, kind: 'narrators', names: splitNames(text) }
      : { ...base, kind: 'noise', why: 'a mark of whoever made the files' };
  // "(Rudd) 48k 06.04.36": beside bitrate and running time stands the reader.
  const isSurname = /^\p{Lu}[\p{L}'-]+(?:[,&]\s?\p{Lu}[\p{L}'-]+)*$/u.test(text);
  const isReader = isRip && bracket === '(' && !isGenericSubtitle(text);
  if (isReader && (isSurname || peopleLikeness(text) >= LIKELY))
    return { ...base, kind: 'narrators', names: splitNames(text) };
  const [form] = seriesForms(text, { isBracketed: true });
  if (form && form.kind !== 'text') return { ...base, ...form };
  return { ...base, kind: 'aside', text, bracket: bracket ?? '(' };
}

interface Following {
  readonly isFollowed: boolean;
  /** A number of some catalogue comes next. */
  readonly isCatalogued: boolean;
}

/** "5364k Stevenson 2015 364.18 MB": files, bitrate, reader, year and size, as some write at the end. */
const RIP =
  /^(?:\d{1,3}@?)?\d{2,3}k\s+(?<reader>\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)\s+(?<year>(?:19|20)\d{2})(?:\s.*)?$/u;
/** "Jane Austen 1815". */
function personAndYear(text: string): RegExpExecArray | null {
  const dated = /^(?<before>.+)\s(?<year>(?:1[89]|20)\d{2})$/u.exec(text);
  return peopleLikeness(dated?.groups?.['before'] ?? '') === SURE ? dated : null;
}

/** "Emma of Highbury 1992"; but "The Summer of 1985" and "Blade Runner 2049" keep it. */
const YEAR_BEHIND =
  /^(?<before>\S+(?:\s\S+){2,}(?<!\s(?:of|in|from|the|and|to|since|year|summer|class|before|after|circa|april|may|june|july|august|october|november|december)))\s(?<year>(?:19[5-9]|20[0-3])\d)$/iu;
/** Before technical words, shorter names are dated, too: "Emma.1994.MP3". */
const YEAR_BEFORE_TAIL =
  /^(?<before>.*\p{L}(?<!\s(?:of|in|from|the|and|to|since|year|summer|class|before|after|circa)))\s(?<year>(?:19[5-9]|20[0-3])\d)$/iu;
/** "1994 Emma of Highbury"; but "2000 Years of Highbury". */
const YEAR_IN_FRONT =
  /^(?<year>19[5-9]\d|20[0-3]\d)\s(?!(?:A\.?D|B\.?C|Years?|Days|Nights|Miles|Leagues|Acres|Ways|Things|Reasons)\b)(?<rest>\p{Lu}\p{L}*[’'\p{Ll}]*\s.*|\p{Lu}\p{Ll}+)$/u;
const CATALOGUE = /\s+\p{Lu}{1,4}\.$/u;

function textParts(
  { text: whole, joint }: Piece,
  { isFollowed, isCatalogued }: Following,
): readonly NamePart[] {
  const base = { from: whole, joint };
  const rip = RIP.exec(whole)?.groups;
  if (rip?.['reader'] && rip['year'])
    return [
      { ...base, kind: 'narrators', names: [rip['reader']] },
      { ...base, kind: 'year', year: Number(rip['year']) },
    ];
  const bare = BARE_ASIN.exec(whole)?.groups;
  if (bare?.['asin'] !== undefined) {
    const before = bare['before'] ?? '';
    return [
      ...(before === ''
        ? []
        : textParts({ text: before, joint, bracket: null }, { isFollowed, isCatalogued })),
      { ...base, kind: 'asin', asin: bare['asin'] },
    ];
  }
  const { rest: untailed, tail } = withoutTail(whole);
  const parts: NamePart[] = [];
  let text = untailed;
  if (tail !== '') parts.push({ kind: 'noise', why: 'how the files were made', from: tail, joint: 'dash' });
  if (/unabr?|unb/iu.test(tail)) parts.push({ kind: 'edition', abridged: false, from: tail, joint: 'dash' });
  const edition = EDITION_TAIL.exec(text)?.groups;
  if (edition?.['words']) {
    const isAbridgement = /abr/iu.test(edition['words']);
    parts.push({
      kind: 'edition',
      abridged: isAbridgement ? edition['un'] === undefined : null,
      from: edition['words'],
      joint: 'dash',
    });
    text = text.slice(0, -edition['words'].length).replace(/[\s,-]+$/u, '');
  }
  if (text === '') return parts;
  const inFront = joint === 'start' ? YEAR_IN_FRONT.exec(text)?.groups : undefined;
  if (inFront?.['year'] && inFront['rest'])
    return [
      { ...base, from: inFront['year'], kind: 'year', year: Number(inFront['year']) },
      ...textParts({ text: inFront['rest'], joint: 'dash', bracket: null }, { isFollowed, isCatalogued }),
      ...parts,
    ];
  const read = READ_BY.exec(text)?.groups;
  if (read?.['names']) {
    const before = (read['before'] ?? '').replace(/[\s,-]+$/u, '');
    return [
      ...(before === ''
        ? []
        : textParts({ text: before, joint, bracket: null }, { isFollowed: false, isCatalogued })),
      { from: text.slice(before.length).trim(), joint, kind: 'narrators', names: readersIn(read['names']) },
      ...parts,
    ];
  }
  const noise = /^\d+ \p{Lu}\p{L}+$/u.test(text) ? null : noiseIn(text);
  if (noise !== null) return [{ ...base, kind: 'noise', why: noise }, ...parts];
  const dated = ((tail === '' ? YEAR_BEHIND : YEAR_BEFORE_TAIL).exec(text) ?? personAndYear(text))?.groups;
  if (dated?.['before'] && dated['year'])
    return [
      ...textParts({ text: dated['before'], joint, bracket: null }, { isFollowed, isCatalogued }),
      { ...base, kind: 'year', year: Number(dated['year']) },
      ...parts,
    ];
  if (UNABRIDGED.test(text)) return [{ ...base, kind: 'edition', abridged: false }, ...parts];
  if (/^abridged$/iu.test(text)) return [{ ...base, kind: 'edition', abridged: true }, ...parts];
  const year = /^((?:1[5-9]|20)\d{2})\^?$/u.exec(text)?.[1];
  if (year !== undefined) return [{ ...base, kind: 'year', year: Number(year) }, ...parts];
  if (YEARS.test(text)) return [{ ...base, kind: 'noise', why: 'the years of several books' }, ...parts];
  const { title, subtitle } = splitGenericSubtitle(isCatalogued ? text.replace(CATALOGUE, '') : text);
  const forms = seriesForms(title, { isFollowed });
  return [
    ...forms.map((form, at): NamePart => ({ from: text, joint: at === 0 ? joint : 'dash', ...form })),
    ...(subtitle === null
      ? []
      : [{ from: subtitle, joint: 'dash' as const, kind: 'subtitle' as const, text: subtitle }]),
    ...parts,
  ];
}
