import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

function program(action: () => unknown = () => {}): Command {
  const made = new Command('mamcrawler example').exitOverride();
  made.configureOutput({ writeOut() {}, writeErr() {} });
  made.command('do').action(async () => void (await action()));
  return made;
}

describe('a command that needs no server', () => {
  it.each([
    ['has done its work', ['do'], 0],
    ['was asked what it can do', ['--help'], 0],
    ['was asked what a part of it can do', ['do', '--help'], 0],
    ['was given a command that it has not', ['undo'], 2],
    ['was given an option that it has not', ['do', '--twice'], 2],
    ['was given nothing', [], 2],
  ])('that %s ends with its status', async (_, args, status) => {
    expect(await runProgram(program(), args)).toBe(status);
  });

  it('passes on what keeps it from its work', async () => {
    const asked = runProgram(
      program(() => {
        throw new Error('The database is in use.');
      }),
      ['do'],
    );

    await expect(asked).rejects.toThrow('The database is in use.');
  });
});
