import { describe, expect, it } from 'vitest';
import { judgePostmaster, type PostmasterVerdict, parsePostmasterPid } from './postmaster-pid.ts';
import type { RunningProcess } from './running-process.ts';

describe('parsePostmasterPid', () => {
  it('reads the id and the socket folder', () => {
    const text = '4711\n/data/postgres\n1764000000\n5432\n/data/postgres-run\n\n  1  2\nready   \n';

    expect(parsePostmasterPid(text)).toEqual({ pid: 4711, socketFolder: '/data/postgres-run' });
  });

  it.each([
    ['a file of a server that has just begun', '4711\n/data/postgres\n1764000000\n5432\n\n', 4711],
    ['a file of a single-user backend', '-4711\n/data/postgres\n', 4711],
  ])('reads %s without a socket folder', (_, text, pid) => {
    expect(parsePostmasterPid(text)).toEqual({ pid, socketFolder: null });
  });

  it.each(['', '\n', 'not a number\n', '0\n'])('finds nothing in %j', (text) => {
    expect(parsePostmasterPid(text)).toBeNull();
  });
});

describe('judgePostmaster', () => {
  const cluster = '/data/postgres';
  const alive = (commandLine: string, workingFolder: string | null): RunningProcess => ({
    state: 'alive',
    commandLine: commandLine.split(' '),
    workingFolder,
    startedAt: '1',
  });

  const cases: readonly [string, RunningProcess, PostmasterVerdict][] = [
    ['nothing runs', { state: 'gone' }, 'gone'],
    ['the process may not be read', { state: 'hidden' }, 'unknown'],
    ['a server of this folder', alive('/pg/bin/postgres -D /data/postgres -k /run', null), 'ours'],
    ['a server started with a relative folder', alive('postgres -D data', cluster), 'ours'],
    [
      'a server of another folder',
      alive('/pg/bin/postgres -D /other/postgres', '/other/postgres'),
      'foreign',
    ],
    ['a server of a folder of a like name', alive('/pg/bin/postgres -D /data/postgres2', null), 'foreign'],
    ['a server of whose folder nothing is known', alive('postgres -D data', null), 'unknown'],
    ['another program', alive('sleep 600', '/'), 'foreign'],
    ['another program that stands in the folder', alive('bash', cluster), 'foreign'],
    ['a kernel thread', { state: 'alive', commandLine: [], workingFolder: null, startedAt: '1' }, 'foreign'],
  ];

  it.each(cases)('%s', (_, process, verdict) => {
    expect(judgePostmaster(process, cluster)).toBe(verdict);
  });
});
