import type { Command } from 'commander';
import { CliFault } from './cli-fault.ts';
import { readUrl } from './environment.ts';
import type { Answer, Session } from './session.ts';
import { runSmoke, type SmokeReport } from './smoke/run-smoke.ts';

export function smokeCommand(program: Command, session: Session): void {
  program
    .command('smoke')
    .summary('after a deployment: use a server as people do, and leave nothing behind')
    .description(
      'Checks health, signing in, writing and reading back, live events, the queue, metrics and documents of the server at this address. Needs the API_KEY of an administrator. What it makes is removed again, also after Ctrl-C; its entries in the audit log and the history stay.',
    )
    .argument('<url>', 'of the server, with its base path: https://books.example.org/')
    .option('--json', 'prints every step as JSON')
    .action(async (given: string) => {
      const url = readUrl(given, 'The address');
      const { apiKey } = session.environment();
      if (apiKey === null)
        throw new CliFault('no-key', 'Set API_KEY to a key of an administrator of that server.');
      const breaking = new AbortController();
      const breakOff = () => breaking.abort();
      // The second Ctrl-C ends it at once.
      process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
      const display = session.progress('Smoke test');
      try {
        const report = await runSmoke({ url, apiKey }, breaking.signal, (done, total) =>
          display.show(done, total),
        );
        display.end();
        session.answer(answerSmoke(report));
      } finally {
        process.off('SIGINT', breakOff).off('SIGTERM', breakOff);
      }
    });
}

const MARKS = { passed: 'ok', failed: 'FAILED', skipped: '-' } as const;

function answerSmoke(report: SmokeReport): Answer {
  const isWell = report.outcome === 'passed';
  return {
    document: report,
    lines: () => [
      ...report.steps.map(
        ({ name, outcome, duration_ms: ms, detail }) =>
          `${MARKS[outcome].padEnd(7)} ${name.padEnd(15)} ${`${ms} ms`.padStart(9)}  ${detail}`,
      ),
      ...report.left_behind.map((sentence) => `LEFT    ${sentence}`),
      isWell
        ? `All is well at ${report.url}; nothing was left behind.`
        : `Something is wrong at ${report.url}.`,
    ],
    hasFailed: !isWell,
  };
}
