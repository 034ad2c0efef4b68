import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSidecar } from './open-sidecar.ts';
import { readSidecar } from './read-sidecar.ts';
import { type SidecarKind, sidecarKind } from './sidecar-name.ts';

const KINDS = [
  'metadata_json',
  'opf',
  'nfo',
  'desc_txt',
  'reader_txt',
  'cue',
] as const satisfies readonly SidecarKind[];

describe('sidecarKind', () => {
  it.each<[string, SidecarKind | null]>([
    ['metadata.json', 'metadata_json'],
    ['Metadata.ABS', 'metadata_json'],
    ['Emma [B002V1NDYK].metadata.json', 'metadata_json'],
    ['package.json', null],
    ['content.OPF', 'opf'],
    ['Emma.nfo', 'nfo'],
    ['desc.txt', 'desc_txt'],
    ['reader.txt', 'reader_txt'],
    ['notes.txt', null],
    ['Emma.cue', 'cue'],
    ['Emma.m4b', null],
  ])('knows %s', (name, kind) => {
    expect(sidecarKind(name)).toBe(kind);
  });
});

describe('readSidecar', () => {
  const read = (kind: SidecarKind, text: string) => readSidecar(kind, Buffer.from(text));

  it('takes the whole of desc.txt, and every line of reader.txt', () => {
    expect(read('desc_txt', 'One.\r\n\r\nTwo.\n').statement.description).toBe('One.\n\nTwo.');
    expect(
      read('reader_txt', 'Read by Juliet Stevenson\nNadia May & Frank Muller').statement.narrators,
    ).toEqual(['Juliet Stevenson', 'Nadia May', 'Frank Muller']);
  });

  it('takes from a cue sheet the book, and gives the sheet on', () => {
    const { statement, cue } = read(
      'cue',
      'REM DATE 1815\nPERFORMER "Jane Austen"\nTITLE "Emma"\nFILE "e.mp3" MP3\nTRACK 1 AUDIO\nINDEX 01 0:0:0',
    );

    expect(statement).toMatchObject({ title: 'Emma', authors: ['Jane Austen'], publishedYear: 1815 });
    expect(cue?.files).toHaveLength(1);
  });

  it.each<[SidecarKind, RegExp]>([
    ['metadata_json', /does not hold the JSON/u],
    ['opf', /does not hold the metadata \(OPF\)/u],
    ['cue', /is no cue sheet/u],
  ])('says what is wrong with a %s', (kind, fault) => {
    expect(read(kind, '{{{').fault).toMatch(fault);
  });

  it('answers a reading for any bytes, with text that a database can hold', () => {
    const pieces = fc.constantFrom(
      ...[
        '{"title":',
        '"',
        '}',
        '[',
        '<package>',
        '<meta refines="#',
        '<![CDATA[',
        '&#0;',
        '&#xd800;',
        'Title: ',
        'FILE "',
        '\n',
        'TRACK ',
        'INDEX 01 99999:99:99',
      ],
      ...['\0', '\ud800', 'Author: ', ';ABMETADATA1\n', 'title=', '<', '>', '#', 'Description:\n'],
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), text, (kind, given) => {
        const written = JSON.stringify(readSidecar(kind, Buffer.from(given)).statement);
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('openSidecar', () => {
  it('says why it does not read what is no small file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sidecar-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'large.opf'), '');
    truncateSync(join(folder, 'large.opf'), 1024 * 1024 + 1);
    execFileSync('mkfifo', [join(folder, 'pipe.nfo')]);

    expect(openSidecar('opf', join(folder, 'large.opf')).fault).toMatch(/^The file is larger than 1 MB/u);
    expect(openSidecar('nfo', join(folder, 'pipe.nfo')).fault).toMatch(/^This is not a file/u);
    expect(openSidecar('nfo', join(folder, 'gone.nfo')).fault).toMatch(/^The file cannot be read: ENOENT/u);
  });
});
