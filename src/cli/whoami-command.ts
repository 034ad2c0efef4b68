import type { Command } from 'commander';
import { me } from '../contract/access.ts';
import type { Session } from './session.ts';

export function whoamiCommand(program: Command, session: Session): void {
  program
    .command('whoami')
    .summary('show as whom the server knows you')
    .description('Shows as whom the server knows the API_KEY, and what it may do.')
    .option('--json', 'prints it as JSON')
    .action(async () => {
      const found = await session.ask(me);
      const { user, permissions } = found;
      const who = user === null ? 'a key of the program itself' : `${user.name}, ${user.role}, by an API key`;
      session.answer({
        document: found,
        lines: () => [`You are ${who}.`, `You may: ${permissions.join(', ')}`],
      });
    });
}
