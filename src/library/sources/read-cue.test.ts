import { describe, expect, it } from 'vitest';
import { type CueSheet, readCue } from './read-cue.ts';

const WHOLE = `REM GENRE Audiobook
REM DATE 1815
REM COMMENT "ExactAudioCopy v0.99"
PERFORMER "Jane Austen"
SONGWRITER "Juliet Stevenson"
TITLE "Emma"
FILE "Audio\\Emma.mp3" MP3
  TRACK 01 AUDIO
    TITLE "Volume I"
    PERFORMER "Jane Austen"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "The "perfect" day"
    INDEX 00 61:02:00
    INDEX 01 61:04:30
`;

describe('readCue', () => {
  it('reads names, remarks and where each track begins', () => {
    expect(readCue(WHOLE)).toEqual({
      title: 'Emma',
      performer: 'Jane Austen',
      songwriter: 'Juliet Stevenson',
      remarks: new Map([
        ['GENRE', 'Audiobook'],
        ['DATE', '1815'],
        ['COMMENT', 'ExactAudioCopy v0.99'],
      ]),
      files: [
        {
          name: 'Emma.mp3',
          tracks: [
            { number: 1, title: 'Volume I', performer: 'Jane Austen', startSeconds: 0 },
            { number: 2, title: 'The "perfect" day', performer: null, startSeconds: 3664.4 },
          ],
        },
      ],
    } satisfies CueSheet);
  });

  it.each<[string, string, readonly { readonly name: string; readonly starts: readonly number[] }[]]>([
    [
      'several files, with tracks that begin anew',
      'FILE "CD1.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE CD 2.wav WAVE\nTRACK 02 AUDIO\nINDEX 01 00:02:00',
      [
        { name: 'CD1.wav', starts: [0] },
        { name: 'CD 2.wav', starts: [2] },
      ],
    ],
    [
      'a first track that does not say where it begins, and a later one',
      'file "a.mp3" mp3\ntrack 1 audio\ntrack 2 audio\ntrack 3 audio\nindex 1 1:00',
      [{ name: 'a.mp3', starts: [0, 60] }],
    ],
    ['a track before any file', 'TITLE x\nTRACK 01 AUDIO\nINDEX 01 00:00:00', []],
    [
      'a file of more tracks than books have',
      `FILE a\n${'TRACK 1 AUDIO\nINDEX 01 00:00:00\n'.repeat(5_001)}`,
      [{ name: 'a', starts: Array(5_000).fill(0) }],
    ],
    ['a beginning that is none', 'FILE a\nTRACK 1 AUDIO\nINDEX 01 soon', [{ name: 'a', starts: [0] }]],
  ])('understands %s', (_, text, files) => {
    expect(
      readCue(text)?.files.map(({ name, tracks }) => ({
        name,
        starts: tracks.map(({ startSeconds }) => startSeconds),
      })),
    ).toEqual(files);
  });

  it.each([
    '',
    'Dear reader,\nthis is no cue sheet.',
    '\0'.repeat(100),
    ' '.repeat(1_000_000),
    'REM DATE 1815',
  ])('says nothing of what is no cue sheet', (text) => {
    expect(readCue(text)).toBeNull();
  });
});
