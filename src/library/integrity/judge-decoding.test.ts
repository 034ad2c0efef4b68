import { describe, expect, it } from 'vitest';
import type { Decoding } from './decoding.ts';
import type { FileClaim } from './file-claim.ts';
import { judgeDecoding } from './judge-decoding.ts';

const claim: FileClaim = { path: 'Emma/1.m4b', durationSeconds: 3600, codec: 'aac', fault: null };
const sound: Decoding = {
  end: 'done',
  seconds: 3600,
  sampleRate: 44_100,
  damagedAt: [],
  damagedPlaces: 0,
  silentSeconds: 200,
  silences: [],
  peakDb: -3,
};

function judge(decoding: Partial<Decoding>, claimed: Partial<FileClaim> = {}) {
  return judgeDecoding({ ...claim, ...claimed }, { ...sound, ...decoding }).map(
    ({ kind, severity, sentence }) => `${severity} ${kind}: ${sentence}`,
  );
}

describe('a decoded file', () => {
  it.each<[string, Partial<Decoding>, Partial<FileClaim>]>([
    ['is as it claims', {}, {}],
    ['is padded a little', { seconds: 3598.5 }, {}],
    ['has junk before its first frame', { damagedAt: [0], damagedPlaces: 1 }, {}],
    ['has junk behind its last frame', { damagedAt: [3599.4], damagedPlaces: 1 }, {}],
    ['claims nothing', {}, { durationSeconds: null }],
    ['is a short pause', { seconds: 4, silentSeconds: 4 }, { durationSeconds: 4 }],
  ])('gives no finding where it %s', (_, decoding, claimed) => {
    expect(judge(decoding, claimed)).toEqual([]);
  });

  it.each<[Partial<Decoding>, Partial<FileClaim>, string]>([
    [{ seconds: 0, end: 'failed' }, {}, 'severe unreadable: Nothing of it can be played.'],
    [
      { seconds: 1800 },
      {},
      'severe truncated: It is not whole: only 30 min of it can be played, and it claims to run 1 h.',
    ],
    [
      { seconds: 3420 },
      { codec: 'mp3' },
      'slight wrong_duration: Its running time is wrong: 57 min of it can be played, and it claims to run 1 h. Players show wrong times for it.',
    ],
    [
      { seconds: 3420, damagedAt: [3420], damagedPlaces: 1 },
      { codec: 'mp3' },
      'severe truncated: It is not whole: only 57 min of it can be played, and it claims to run 1 h.',
    ],
    [
      { seconds: 7200 },
      {},
      'slight wrong_duration: Its running time is wrong: 2 h of it can be played, and it claims to run 1 h. Players show wrong times for it.',
    ],
    [
      { damagedAt: [62], damagedPlaces: 1 },
      {},
      'slight corrupt: It is damaged at one place (1:02): there it clicks, skips or is silent.',
    ],
    [
      { damagedAt: [62, 63, 3500], damagedPlaces: 40 },
      {},
      'severe corrupt: It is damaged at 40 places (1:02, 1:03, 58:20 …): there it clicks, skips or is silent.',
    ],
    [{ silentSeconds: 3590, peakDb: -70 }, {}, 'severe silent: It is silent from beginning to end.'],
    [{ silentSeconds: 2000 }, {}, 'severe silent: Most of it is silent: 33 min of 1 h.'],
    [
      { silences: [{ startSeconds: 3000, endSeconds: 3125 }] },
      {},
      'slight long_silence: It is silent for 2 min 5 s from 50:00 on.',
    ],
    [
      { silences: [{ startSeconds: 3500, endSeconds: 3600 }] },
      {},
      'slight long_silence: It is silent for 1 min 40 s at its end.',
    ],
    [{ peakDb: -47.2 }, {}, 'slight quiet: It is hardly audible: its loudest moment is at -47 dB.'],
    [
      { end: 'late', seconds: 100 },
      {},
      'slight unfinished: It could not be decoded within 14 min, so nobody knows whether it is sound.',
    ],
  ])('%j of %j', (decoding, claimed, expected) => {
    expect(judge(decoding, claimed)).toEqual([expected]);
  });
});
