import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from './run-program.ts';
import type { Told } from './told.ts';

afterEach(() => vi.restoreAllMocks());

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
    expect(await runProgram(() => program(), args)).toBe(status);
  });

  it('tells what came of its work, for a person or for a program, and ends with its status', async () => {
    const said: [string, unknown][] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(['out', text]) > 0);
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(['err', text]) > 0);
    const run = (args: readonly string[], told: Partial<Told> = {}) =>
      runProgram((answering) => {
        const made = program();
        const work = async () => ({ document: { found: 2 }, lines: ['Two.'], status: 3, ...told });
        made.command('count').option('--json').action(answering(work));
        return made;
      }, args);

    expect(await run(['count'])).toBe(3);
    expect(await run(['count'], { isReport: true })).toBe(3);
    expect(await run(['count'], { status: 0, secret: 'a-key' })).toBe(0);
    expect(await run(['count', '--json'])).toBe(3);
    expect(said).toEqual([
      ['err', 'Two.\n'],
      ['out', 'Two.\n'],
      ['out', 'a-key\n'],
      ['err', 'Two.\n'],
      ['out', '{\n  "found": 2\n}\n'],
    ]);
  });

  it('passes on what keeps it from its work', async () => {
    const asked = runProgram(
      () =>
        program(() => {
          throw new Error('The database is in use.');
        }),
      ['do'],
    );

    await expect(asked).rejects.toThrow('The database is in use.');
  });
});
