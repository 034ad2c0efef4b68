import { Argument, type Command } from 'commander';
import { LOG_LEVELS, type LogLevel } from '../base/log-levels.ts';
import { changeLogging, getLogging } from '../contract/operations.ts';
import type { Session } from './session.ts';

export function logLevelCommand(program: Command, session: Session): void {
  const { ask } = session;
  program
    .command('log-level')
    .summary('show or change how much is logged')
    .description('Shows how much is logged, or changes it until the next start, in every process.')
    .addArgument(new Argument('[level]', 'from all to nothing').choices(LOG_LEVELS))
    .option('--json', 'prints it as JSON')
    .action(async (level: LogLevel | undefined) => {
      const logging = await (level === undefined ? ask(getLogging) : ask(changeLogging, { body: { level } }));
      const { level: now, configured_level: configured } = logging;
      const until = now === configured ? '' : ` The next start returns to ${configured}.`;
      session.answer({ document: logging, lines: () => [`The log level is ${now}.${until}`] });
    });
}
