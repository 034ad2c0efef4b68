import { Invalid } from '../base/errors.ts';

/** What a target path is made of. */
export interface NamedRecording {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: { readonly name: string; readonly position: string | null } | null;
  readonly year: number | null;
  readonly asin: string | null;
  readonly language: string | null;
}

/**
 * A group in braces holds one field name among literal text and vanishes where the field is empty;
 * `1` stands for the number in the series, `\{` and `\}` for braces. Audiobookshelf reads the default back.
 */
export const DEFAULT_NAMING_TEMPLATE = '{Author}/{Series}/{Vol 1 - }{Title}{ \\{Narrator\\}}';

type Field = keyof typeof FIELDS;

const FIELDS = {
  Authors: (recording: NamedRecording) => recording.authors.join(', '),
  Author: (recording: NamedRecording) => recording.authors[0] ?? '',
  Narrators: (recording: NamedRecording) => recording.narrators.join(', '),
  Narrator: (recording: NamedRecording) => recording.narrators[0] ?? '',
  Series: (recording: NamedRecording) => recording.series?.name ?? '',
  '1': (recording: NamedRecording) => recording.series?.position ?? '',
  Title: (recording: NamedRecording) => recording.title,
  Subtitle: (recording: NamedRecording) => recording.subtitle ?? '',
  Year: (recording: NamedRecording) => String(recording.year ?? ''),
  ASIN: (recording: NamedRecording) => recording.asin ?? '',
  Language: (recording: NamedRecording) => recording.language ?? '',
};

const FIELD_NAME = new RegExp(`\\b(${Object.keys(FIELDS).join('|')})\\b`);

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly before: string; readonly field: Field; readonly after: string };

/** The folder of a recording relative to its library, safe on every file system. Throws Invalid for a bad template. */
export function folderOf(recording: NamedRecording, template: string = DEFAULT_NAMING_TEMPLATE): string {
  const segments = splitPath(template).map((segment) =>
    safeName(segment.map((part) => fill(part, recording)).join('')),
  );
  const kept = segments.filter((segment) => segment !== '');
  return (kept.length === 0 ? ['Unnamed'] : kept).join('/');
}

/** Where a recording may lie, best first: two of one book lie side by side, told apart by narrator or year. */
export function foldersFor(recording: NamedRecording, template: string | undefined): readonly string[] {
  const path = folderOf(recording, template);
  const marks = [recording.narrators.join(', '), recording.year === null ? '' : String(recording.year)];
  const telling = marks.filter((mark) => mark !== '' && !path.includes(mark));
  return [path, ...telling.map((mark) => folderWithMark(path, mark))];
}

/** The same folder with a mark at its end: `Title (Frank Muller)`. */
export function folderWithMark(folder: string, mark: string): string {
  const parents = folder.split('/');
  const last = parents.pop() ?? '';
  const ending = ` (${safeName(mark, MAX_MARK_BYTES)})`;
  return [...parents, safeName(last, MAX_NAME_BYTES - Buffer.byteLength(ending)) + ending].join('/');
}

/** Throws Invalid where a template cannot be read or would not tell books apart. */
export function checkNamingTemplate(template: string): void {
  const parts = splitPath(template).flat();
  if (!parts.some((part) => part.kind === 'group' && part.field === 'Title')) {
    throw Invalid.field('naming_template', 'must hold {Title}, or books would overwrite each other');
  }
  // Harmless, for such folders are left out when a book is named; but whoever wrote it meant something else.
  if (template.startsWith('/') || /(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(template))
    throw Invalid.field('naming_template', 'must name folders below the library, without / in front or ..');
}

/** The names of the files of a recording in playing order: `Title.m4b`, or `Title - 01.mp3` and so on. */
export function fileNames(title: string, extensions: readonly string[]): readonly string[] {
  const width = Math.max(2, String(extensions.length).length);
  return extensions.map((extension, index) => {
    const number = extensions.length === 1 ? '' : ` - ${String(index + 1).padStart(width, '0')}`;
    return withEnding(title, `${number}${safeExtension(extension)}`);
  });
}

const MAX_NAME_BYTES = 255;
const MAX_FOLDER_BYTES = MAX_NAME_BYTES;
const MAX_MARK_BYTES = 100;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** One path segment without what any file system refuses: separators, control characters, dots at the ends, 255 bytes. */
export function safeName(text: string, maxBytes: number = MAX_FOLDER_BYTES): string {
  const clean = text
    .normalize('NFC')
    .replace(/\s*[:|]\s*/g, ' - ')
    .replace(/[/\\]/g, '-')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to go
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f<>"?*\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');
  const trimmed = trimEnds(cutToBytes(trimEnds(clean), maxBytes));
  return RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
}

function withEnding(title: string, ending: string): string {
  return (safeName(title, MAX_NAME_BYTES - Buffer.byteLength(ending)) || 'Unnamed') + ending;
}

function safeExtension(extension: string): string {
  return extension.toLowerCase().replace(/[^a-z0-9.]/g, '');
}

/** Dots and spaces at the ends vanish on Windows shares, and a dot in front hides the folder. */
function trimEnds(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/g, '');
}

function cutToBytes(text: string, maxBytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > maxBytes) cut = [...cut].slice(0, -1).join('');
  return cut;
}

function fill(part: Part, recording: NamedRecording): string {
  if (part.kind === 'text') return part.text;
  // A slash in a title is no folder.
  const value = FIELDS[part.field](recording).replace(/[/\\]/g, '-').trim();
  return value === '' ? '' : part.before + value + part.after;
}

function splitPath(template: string): readonly (readonly Part[])[] {
  const segments: Part[][] = [[]];
  let rest = template;
  while (rest !== '') {
    const segment = segments.at(-1) ?? [];
    if (rest.startsWith('/')) {
      segments.push([]);
      rest = rest.slice(1);
    } else if (rest.startsWith('{')) {
      const group = /^\{((?:\\.|[^{}\\])*)\}/.exec(rest);
      if (group === null) throw Invalid.field('naming_template', 'has a { without its }');
      segment.push(readGroup(group[1] ?? ''));
      rest = rest.slice(group[0].length);
    } else {
      const text = /^[^/{]+/.exec(rest)?.[0] ?? rest;
      if (text.includes('}')) throw Invalid.field('naming_template', 'has a } without its {');
      segment.push({ kind: 'text', text });
      rest = rest.slice(text.length);
    }
  }
  return segments;
}

function readGroup(inner: string): Part {
  const match = FIELD_NAME.exec(inner);
  const field = match?.[1];
  if (match === null || !isField(field)) {
    throw Invalid.field(
      'naming_template',
      `{${inner}} names no field; there are ${Object.keys(FIELDS).join(', ')} (1 is the number in the series)`,
    );
  }
  const plain = (text: string) => text.replace(/\\(.)/g, '$1').replace(/[/\\]/g, '');
  return {
    kind: 'group',
    before: plain(inner.slice(0, match.index)),
    field,
    after: plain(inner.slice(match.index + field.length)),
  };
}

function isField(text: string | undefined): text is Field {
  return text !== undefined && Object.hasOwn(FIELDS, text);
}
