import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedRecording } from '../library/naming.ts';
import type { DownloadedFile } from './inspect-download.ts';
import { planImport } from './plan-import.ts';

const RECORDING: NamedRecording = {
  title: 'A Christmas Carol',
  subtitle: null,
  authors: ['Charles Dickens'],
  narrators: ['Frank Muller'],
  series: { name: 'Christmas Books', position: '1' },
  year: 1843,
  asin: null,
  language: 'en',
};

function file(name: string): DownloadedFile {
  return { name, path: `/downloads/${name}`, sizeBytes: 1, mtimeMs: 0, device: '1', inode: name };
}

function plan(taken: readonly string[], audio = [file('x.m4b')], recording = RECORDING) {
  return planImport({
    recording,
    template: undefined,
    audio,
    cover: null,
    isTaken: (path) => taken.includes(path),
  });
}

const FOLDER = 'Charles Dickens/Christmas Books/Vol 1 - A Christmas Carol {Frank Muller}';

describe('planImport', () => {
  it('names a single file by the title, and the cover as players look for it', () => {
    const cover = file('Scans/front.JPG');

    const planned = planImport({
      recording: RECORDING,
      template: undefined,
      audio: [file('weird.M4B')],
      cover,
      isTaken: () => false,
    });

    expect(planned?.targetPath).toBe(FOLDER);
    expect(planned?.files.map(({ name }) => name)).toEqual(['A Christmas Carol.m4b', 'cover.jpg']);
  });

  it('numbers several files in playing order, wide enough for all', () => {
    const audio = Array.from({ length: 100 }, (_, at) => file(`CD${at}/track.mp3`));

    const names = plan([], audio)?.files.map(({ name }) => name);

    expect(names?.slice(0, 2)).toEqual(['A Christmas Carol - 001.mp3', 'A Christmas Carol - 002.mp3']);
    expect(names?.at(-1)).toBe('A Christmas Carol - 100.mp3');
  });

  it('lies beside another recording, told apart by the year where the narrator is in the name already', () => {
    expect(plan([FOLDER])?.targetPath).toBe(`${FOLDER} (1843)`);
  });

  it('plans nothing where every name is taken', () => {
    expect(plan([FOLDER, `${FOLDER} (1843)`])).toBeNull();
  });

  it('stays below the library with safe, distinct names, whatever strangers call their files', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(
        hostile,
        hostile,
        fc.array(hostile, { minLength: 1, maxLength: 5 }),
        (title, author, names) => {
          const recording = { ...RECORDING, title: title || 'x', authors: [author], narrators: [title] };
          const planned = plan(
            [],
            names.map((name) => file(`${name}.mp3`)),
            recording,
          );
          const segments = [
            ...(planned?.targetPath.split('/') ?? []),
            ...(planned?.files.map(({ name }) => name) ?? []),
          ];
          expect(new Set(planned?.files.map(({ name }) => name)).size).toBe(names.length);
          for (const segment of segments) {
            expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
            // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
            expect(segment).not.toMatch(/[/\\\u0000-\u001f<>:"|?*]|^\.|^$/);
          }
        },
      ),
    );
  });
});
