import { type Command, CommanderError } from 'commander';

/**
 * Runs one of the commands that need no server, which throws instead of exiting (`exitOverride()`). Answers the exit
 * status: 2 where it was not understood. Throws what its actions throw.
 */
export async function runProgram(program: Command, args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
