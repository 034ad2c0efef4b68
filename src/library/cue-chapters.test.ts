import { describe, expect, it } from 'vitest';
import { cueChapters } from './cue-chapters.ts';
import { readCue } from './sources/read-cue.ts';

const TRACKS = `
  TRACK 01 AUDIO
    TITLE "Alms"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Ball"
    INDEX 01 01:30:00`;

function chaptersOf(cues: Readonly<Record<string, string>>, ...paths: readonly string[]) {
  const found = Object.entries(cues).flatMap(([path, text]) => {
    const sheet = readCue(text);
    return sheet === null ? [] : [{ path: `Emma/${path}`, sheet }];
  });
  const files = paths.map((path) => ({ path: `Emma/${path}`, durationSeconds: 180 }));
  return Object.fromEntries(
    [...cueChapters(found, files)].map(([path, chapters]) => [
      path.slice(5),
      chapters.map(({ title, startSeconds, endSeconds }) => [title, startSeconds, endSeconds]),
    ]),
  );
}

const BOTH = [
  ['Alms', 0, 90],
  ['Ball', 90, 180],
];

describe('cueChapters', () => {
  it.each([
    ['by its name, whatever its case', `FILE "EMMA.MP3" MP3${TRACKS}`, 'x.cue', ['emma.mp3', 'more.mp3']],
    [
      'by its name before it was converted',
      `FILE "Emma.wav" WAVE${TRACKS}`,
      'x.cue',
      ['Emma.m4b', 'more.m4b'],
    ],
    ['by the name of the sheet', `FILE "old.wav" WAVE${TRACKS}`, 'Emma.cue', ['Emma.m4b', 'more.m4b']],
    [
      'by the name of the sheet behind its own',
      `FILE "old.wav" WAVE${TRACKS}`,
      'Emma.m4b.cue',
      ['Emma.m4b', 'b.m4b'],
    ],
    ['for being the only one', `FILE "old.wav" WAVE${TRACKS}`, 'x.cue', ['Emma.m4b']],
  ])('knows a file %s', (_, sheet, cue, files) => {
    expect(chaptersOf({ [cue]: sheet }, ...files)).toEqual({ [files[0] ?? '']: BOTH });
  });

  it('reads one sheet for several files, and one sheet beside each', () => {
    const single = (name: string, title: string) =>
      `FILE "${name}" MP3\n TRACK 01 AUDIO\n TITLE "${title}"\n INDEX 01 00:00:00\n`;
    const expected = { '1.mp3': [['Alms', 0, 180]], '2.mp3': [['Ball', 0, 180]] };

    expect(
      chaptersOf({ 'Emma.cue': single('1.mp3', 'Alms') + single('2.mp3', 'Ball') }, '1.mp3', '2.mp3'),
    ).toEqual(expected);
    expect(
      chaptersOf({ '1.cue': single('1.mp3', 'Alms'), '2.cue': single('2.mp3', 'Ball') }, '1.mp3', '2.mp3'),
    ).toEqual(expected);
  });

  it('keeps to the folder of the sheet', () => {
    const sheet = `FILE "1.mp3" MP3${TRACKS}`;

    expect(chaptersOf({ 'CD2/x.cue': sheet }, 'CD1/1.mp3', 'CD2/1.mp3')).toEqual({ 'CD2/1.mp3': BOTH });
  });

  it('leaves files alone that no sheet means', () => {
    expect(chaptersOf({ 'x.cue': `FILE "other.wav" WAVE${TRACKS}` }, '1.mp3', '2.mp3')).toEqual({});
  });
});
