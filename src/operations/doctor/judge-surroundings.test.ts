import { describe, expect, it } from 'vitest';
import type { DiskReading } from '../disk-space.ts';
import { worstOf } from './check.ts';
import { checkConfiguration } from './check-configuration.ts';
import { judgeDataFolder } from './check-data-folder.ts';
import { judgeDisks } from './check-disks.ts';
import { judgeRestarts } from './check-restarts.ts';
import { judgeTime } from './check-time.ts';
import { judgeFfmpeg, judgeVersions } from './check-versions.ts';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

describe('the configuration', () => {
  it('names every fault and every doubt', () => {
    const checks = checkConfiguration({
      faults: ['PORT must be a number', 'HOST is none'],
      warnings: ['Look.'],
    });

    expect(checks.map(({ status, detail }) => [status, detail])).toEqual([
      ['error', 'PORT must be a number.'],
      ['error', 'HOST is none.'],
      ['warning', 'Look.'],
    ]);
    expect(worstOf(checks)).toBe('error');
    expect(worstOf(checkConfiguration({ faults: [], warnings: [] }))).toBe('ok');
  });
});

describe('a disk', () => {
  const read = (changes: object): DiskReading => ({
    state: 'read',
    freeBytes: 50e9,
    totalBytes: 100e9,
    freeInodes: 1_000_000,
    ...changes,
  });

  it.each<[string, DiskReading, string, RegExp]>([
    ['with room', read({}), 'ok', /50/],
    ['without a fixed number of inodes', read({ freeInodes: null }), 'ok', /50/],
    ['that is nearly full', read({ freeBytes: 1e6 }), 'warning', /only/],
    ['without inodes', read({ freeInodes: 12 }), 'warning', /only 12 more files/],
    ['that is silent', { state: 'silent' }, 'error', /does not answer/],
    ['that is gone', { state: 'failed', code: 'ENOENT' }, 'error', /ENOENT/],
  ])('%s', (_, reading, status, detail) => {
    expect(judgeDisks([{ name: 'The library "Books"', path: '/books', reading }])).toEqual([
      expect.objectContaining({ name: 'disk', status, detail: expect.stringMatching(detail) }),
    ]);
  });
});

describe('the data folder', () => {
  it.each([
    [0xef53, true, 'ok'],
    [0x6969, true, 'warning'],
    [0x6969, false, 'ok'],
    // CIFS, as it comes where the number is taken for a signed one.
    [0xff534d42 | 0, true, 'warning'],
  ])('of the kind %i, with the database in it: %s', (type, holdsDatabase, status) => {
    expect(judgeDataFolder({ dataDir: '/data', holdsDatabase, type }).status).toBe(status);
  });
});

describe('clocks', () => {
  const statusesOf = (...aheadSeconds: number[]) =>
    judgeTime(
      'Europe/Berlin',
      aheadSeconds.map((seconds) => ({ whose: 'the database', aheadSeconds: seconds })),
    ).map(({ status }) => status);

  it('may be a little apart', () => {
    expect(statusesOf(0.4, -20)).toEqual(['ok', 'ok']);
    expect(statusesOf()).toEqual(['ok', 'skipped']);
  });

  it('says which way they are apart', () => {
    const sentences = judgeTime('UTC', [
      { whose: 'the database', aheadSeconds: 3_600 },
      { whose: 'Tracker', aheadSeconds: -90 },
    ]).map(({ detail }) => detail);

    expect(sentences.slice(1)).toEqual([
      'The clock of this machine is 1 h behind that of the database.',
      'The clock of this machine is 1 min 30 s ahead of that of Tracker.',
    ]);
  });
});

describe('versions', () => {
  it('warns of another Node, and skips what is not installed', () => {
    expect(judgeVersions('1.0.0', 'v24.1.0').status).toBe('ok');
    expect(judgeVersions('1.0.0', 'v22.18.0').status).toBe('warning');
    expect(judgeFfmpeg(null).status).toBe('skipped');
    expect(judgeFfmpeg('7.1').detail).toContain('7.1');
  });
});

describe('starts', () => {
  const line = (hours: number, message: string) =>
    JSON.stringify({ level: 'info', timestamp: hoursAgo(hours).toISOString(), message });
  const starts = (count: number, hours = 1) => Array.from({ length: count }, () => line(hours, 'started'));

  it.each([
    ['few', starts(2), 'ok', /2 times/],
    ['many, but long ago', starts(20, 30), 'ok', /0 times/],
    ['many', starts(7), 'warning', /7 times/],
    [
      'a database that was lost',
      [line(2, 'the embedded database is back')],
      'warning',
      /brought back 1 time/,
    ],
    ['lines that are no JSON', ['"message":"started"', ''], 'ok', /0 times/],
  ])('%s', (_, lines, status, detail) => {
    expect(judgeRestarts(lines, NOW)).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });
});
