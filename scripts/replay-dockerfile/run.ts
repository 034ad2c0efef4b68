import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program to its end with its output shown; throws where it ends otherwise than with 0. */
export async function run(
  file: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with status ${status}.`);
}
