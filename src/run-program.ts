import { type Command, CommanderError } from 'commander';
import { asksForJson } from './cli/asks-for-json.ts';
import { type Told, tell } from './told.ts';

/** Makes an action of work: tells what came of it, and keeps its status. */
export type Answering = <Arguments extends readonly unknown[]>(
  work: (...args: Arguments) => Promise<Told>,
) => (...args: Arguments) => Promise<void>;

/**
 * Runs one of the commands that need no server, which throws instead of exiting (`exitOverride()`). Answers the exit
 * status: that of its work, 2 where it was not understood. Throws what its actions throw.
 */
export async function runProgram(
  makeProgram: (answering: Answering) => Command,
  args: readonly string[],
): Promise<number> {
  const isJson = asksForJson(args);
  let status = 0;
  const answering: Answering =
    (work) =>
    async (...given) => {
      const told = await work(...given);
      tell(told, isJson);
      status = told.status;
    };
  try {
    await makeProgram(answering).parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
