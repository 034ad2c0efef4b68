import type { Command } from 'commander';
import { getCompleteness, getStatistics } from '../contract/statistics.ts';
import { answerStatistics } from './answer-statistics.ts';
import type { Session } from './session.ts';

export function statisticsCommand(program: Command, session: Session): void {
  program
    .command('statistics')
    .summary('what is in the libraries, in figures')
    .description(
      'Shows how much there is, in which formats and languages, since when, by whom, and how much of it is not known.',
    )
    .option('--json', 'prints all of it as JSON')
    .action(async () => {
      const [statistics, completeness] = await Promise.all([
        session.ask(getStatistics),
        session.ask(getCompleteness),
      ]);
      session.answer(answerStatistics({ statistics, completeness }));
    });
}
