import { describe, expect, it } from 'vitest';
import { readState, toClientTorrent } from './torrent.ts';

const HASH = 'fd98f3f22d2f1189eba6ac757820536597ae4562';
/** As qBittorrent 4.5.2 gave it. */
const FINISHED = {
  category: 'audiobooks',
  completed: 321_230,
  content_path: '/dl/audiobooks/A Christmas Carol',
  dlspeed: 1,
  eta: 259_155,
  infohash_v1: HASH,
  name: 'A Christmas Carol',
  num_complete: 2,
  num_seeds: 0,
  progress: 1,
  ratio: 0.5,
  save_path: '/dl/audiobooks',
  seeding_time: 45,
  size: 321_230,
  state: 'stalledUP',
};

describe('toClientTorrent', () => {
  it('reads a torrent that has been recorded', () => {
    expect(toClientTorrent(HASH, FINISHED)).toEqual({
      infohash: HASH,
      name: 'A Christmas Carol',
      category: 'audiobooks',
      state: 'complete',
      rawState: 'stalledUP',
      progress: 1,
      sizeBytes: 321_230,
      downloadedBytes: 321_230,
      speedBytesPerSecond: 1,
      etaSeconds: null,
      savePath: '/dl/audiobooks',
      contentPath: '/dl/audiobooks/A Christmas Carol',
      seeders: 2,
      ratio: 0.5,
      seedingSeconds: 45,
      errorText: null,
    });
  });

  it('knows the time that is left only where it is known', () => {
    const running = { ...FINISHED, progress: 0.5, state: 'downloading' };

    expect(toClientTorrent(HASH, { ...running, eta: 60 }).etaSeconds).toBe(60);
    expect(toClientTorrent(HASH, { ...running, eta: 8_640_000 }).etaSeconds).toBeNull();
  });

  it('says in words what is wrong', () => {
    expect(toClientTorrent(HASH, { ...FINISHED, state: 'error' }).errorText).toMatch(/its log says which/);
    expect(toClientTorrent(HASH, { ...FINISHED, state: 'missingFiles' }).errorText).toMatch(
      /no longer finds/,
    );
  });

  it('names no content before it knows the folder', () => {
    expect(toClientTorrent(HASH, { ...FINISHED, content_path: 'A Christmas Carol' }).contentPath).toBe('');
    expect(toClientTorrent(HASH, { ...FINISHED, content_path: 'D:\\dl\\A' }).contentPath).toBe('D:\\dl\\A');
  });

  it('takes a torrent of v1 and v2 by its v1 infohash, and one of v2 by its own', () => {
    expect(toClientTorrent('a'.repeat(40), FINISHED).infohash).toBe(HASH);
    expect(toClientTorrent('a'.repeat(40), { ...FINISHED, infohash_v1: '' }).infohash).toBe('a'.repeat(40));
  });

  it('makes sense of a torrent of which nothing is known yet', () => {
    expect(toClientTorrent(HASH, {})).toMatchObject({
      infohash: HASH,
      state: 'queued',
      progress: 0,
      etaSeconds: null,
    });
  });

  it('reads an endless ratio as a large one', () => {
    expect(toClientTorrent(HASH, { ...FINISHED, ratio: -1 }).ratio).toBe(9_999);
  });
});

describe('readState', () => {
  it.each([
    ['uploading', 1, 'complete'],
    ['stalledUP', 1, 'complete'],
    ['forcedUP', 1, 'complete'],
    ['queuedUP', 1, 'complete'],
    ['pausedUP', 1, 'complete'],
    ['stoppedUP', 1, 'complete'],
    ['moving', 1, 'moving'],
    ['checkingUP', 1, 'checking'],
    ['checkingResumeData', 1, 'checking'],
    ['missingFiles', 1, 'missing_files'],
    ['error', 1, 'error'],
    ['downloading', 0.999, 'downloading'],
    ['forcedDL', 0.5, 'downloading'],
    ['metaDL', 0, 'downloading'],
    ['forcedMetaDL', 0, 'downloading'],
    ['allocating', 0, 'downloading'],
    ['stalledDL', 0.5, 'stalled'],
    ['queuedDL', 0, 'queued'],
    ['pausedDL', 0.5, 'paused'],
    ['stoppedDL', 0.5, 'paused'],
    ['checkingDL', 0.5, 'checking'],
    ['moving', 0.5, 'moving'],
    ['error', 0.5, 'error'],
    ['unknown', 0, 'queued'],
    ['aStateOfTomorrow', 0.5, 'queued'],
  ])('reads %s at %d as %s', (rawState, progress, state) => {
    expect(readState(rawState, progress)).toBe(state);
  });
});
