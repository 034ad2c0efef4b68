import { describe, expect, it } from 'vitest';
import { extensionOf, isAudioFileName } from './audio.ts';

describe('extensionOf', () => {
  it.each([
    ['Emma.M4B', '.m4b'],
    ['.mp3', ''],
    ['Emma', ''],
    ['a.b.mp3', '.mp3'],
  ])('of %s is "%s"', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});

describe('isAudioFileName', () => {
  it.each(['a.m4b', 'a.m4a', 'a.mp3', 'a.flac', 'a.ogg', 'a.opus', 'a.aac', 'a.wma', 'a.WAV'])(
    'takes %s for audio',
    (name) => expect(isAudioFileName(name)).toBe(true),
  );

  it.each(['a.epub', 'cover.jpg', 'mp3', '.mp3', 'a.mp3.part'])('does not take %s for audio', (name) =>
    expect(isAudioFileName(name)).toBe(false),
  );
});
