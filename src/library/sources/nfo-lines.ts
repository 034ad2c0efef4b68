/** What the lines of an NFO file are read for. */
export type NfoField =
  | 'title'
  | 'subtitle'
  | 'authors'
  | 'narrators'
  | 'series'
  | 'position'
  | 'year'
  | 'audio_year'
  | 'language'
  | 'publisher'
  | 'description'
  | 'asin'
  | 'isbn'
  | 'abridged'
  | 'unabridged'
  | 'dramatised'
  | 'genre'
  | 'edition';

const LABELS: readonly (readonly [NfoField, RegExp])[] = [
  ['title', /^(?:book |audiobook )?title$|^(?:audio)?book(?: name)?$|^titel$|^titre$|^name$/iu],
  ['subtitle', /^sub-?title$|^untertitel$/iu],
  [
    'authors',
    /^(?:book )?authors?(?:\(s\))?$|^(?:written |book )?by$|^writers?$|^autor(?:en|in)?$|^auteur$|^artist$/iu,
  ],
  [
    'narrators',
    /^(?:read|narrated|performed|voiced) by$|^(?:narrators?|readers?)(?:\(s\))?$|^narration$|^sprecher(?:in)?$|^gelesen von$|^lu par$/iu,
  ],
  ['series', /^(?:book )?series(?: name| title)?$|^serie$|^reihe$/iu],
  [
    'position',
    /^(?:position|place|number|no\.?) in (?:the )?series$|^series (?:position|number|part|index|#|no\.?)$|^book (?:number|no\.?|#)$|^volume$|^band$/iu,
  ],
  [
    'year',
    /^(?:book |original )?(?:copyright|publication(?: date| year)?|published|pub(?:lication)?\.? ?(?:date|year)|year|date)$|^first published$|^original year$|^jahr$|^erschienen$/iu,
  ],
  [
    'audio_year',
    /^(?:audio(?:book)? (?:copyright|release(?: date)?|year)|release date|released|(?:audio )?published on)$/iu,
  ],
  ['language', /^languages?$|^sprache$|^langue$/iu],
  ['publisher', /^(?:audio(?:book)? )?publisher$|^published by$|^label$|^verlag$|^éditeur$/iu],
  ['asin', /^(?:audible )?asin$/iu],
  ['isbn', /^isbn(?:-?1[03])?$/iu],
  ['abridged', /^abridged(?:\?)?$/iu],
  ['unabridged', /^unabridged(?:\?)?$/iu],
  ['dramatised', /^(?:dramati[sz]ed|full[- ]cast)(?:\?)?$/iu],
  ['genre', /^(?:genres?|categor(?:y|ies)|kategorie)$/iu],
  ['edition', /^(?:edition|version|type|format|abridgement|recording)$/iu],
  [
    'description',
    /^(?:book |publisher'?s? |publishers' |plot )?(?:description|summary|synopsis|overview|plot|blurb)$|^about (?:the|this) (?:audio)?book$|^(?:inhalt|beschreibung|klappentext|résumé)$/iu,
  ],
];

const MOST_LINES = 20_000;
const LONGEST_LINE = 2_000;
/** Lines and blocks of old character sets, drawn around the text. */
const FRAME = /[\s\u2500-\u25ff|*#:.~=_+\\/<>ÛßÜÄÍº³»¼ÈÉ¹ÌÞÝ°±²ÚÀÙ¿·¤-]/u;
const DRAWN = /[\u2500-\u25ff|Û]|\s{2}/u;

/** The labelled lines of an NFO file, and the text that stands under a heading such as "Book Description". */
export function nfoLines(text: string): ReadonlyMap<NfoField, string> {
  const fields = new Map<NfoField, string>();
  let described: string[] | null = null;
  for (const raw of text.split('\n', MOST_LINES)) {
    const line = withoutFrame(raw.slice(0, LONGEST_LINE));
    if (line === '') {
      // An underline, or the empty line between paragraphs.
      if (described !== null && /^\s*$/u.test(raw)) described.push('');
      continue;
    }
    const { label, value } = labelled(line);
    const field = label === null ? null : fieldOf(label);
    if (field === 'description') {
      described = value === '' ? [] : [value];
      continue;
    }
    if (field !== null && value !== '') {
      described = keep(fields, described);
      if (!fields.has(field)) fields.set(field, value);
    } else if (isHeading(line, raw)) described = keep(fields, described);
    else described?.push(line);
  }
  keep(fields, described);
  return fields;
}

/** Ends the description that was being read. */
function keep(fields: Map<NfoField, string>, described: readonly string[] | null): null {
  const text = described?.join('\n').trim() ?? '';
  if (text !== '' && !fields.has('description')) fields.set('description', text);
  return null;
}

function withoutFrame(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && FRAME.test(line.charAt(from))) from += 1;
  while (to > from && FRAME.test(line.charAt(to - 1))) to -= 1;
  // A full stop at the end of a sentence is no drawing.
  return line.slice(from, DRAWN.test(line.slice(to)) ? to : undefined).trimEnd();
}

/** "Read By......: Juliet Stevenson"; a heading alone is a label without a value. */
function labelled(line: string): { readonly label: string | null; readonly value: string } {
  const at = line.search(/[:=]|\.{3}|\s{3}|\t/u);
  if (at < 0) return { label: line.length <= 40 ? line.trim() : null, value: '' };
  if (at > 40) return { label: null, value: '' };
  const value = line
    .slice(at)
    .replace(/^[\s.:=·-]+/u, '')
    .trim();
  return { label: line.slice(0, at).trim(), value };
}

function fieldOf(label: string): NfoField | null {
  return LABELS.find(([, words]) => words.test(label))?.[0] ?? null;
}

/** "Media Information", "File Information", "Notes": what follows is no longer the book's description. */
function isHeading(line: string, raw: string): boolean {
  if (
    /^(?:general|media|file|encoding|encoded|source|rip|release|ripping|audio|technical|download|upload)\b[\w ]*(?:info(?:rmation)?|details|notes|specs)?:?$/iu.test(
      line,
    )
  )
    return true;
  return /^\s*\[.+\]\s*$/u.test(raw);
}
