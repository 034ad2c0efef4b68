import { Command } from 'commander';
import { printable } from './cli/terminal-text.ts';
import { lookAtInstallation } from './look-at-installation.ts';
import { type DoctorReport, skipped, worstOf } from './operations/doctor/check.ts';
import { checkConfiguration } from './operations/doctor/check-configuration.ts';
import { checkVersions } from './operations/doctor/check-versions.ts';
import { examine } from './operations/doctor/examine.ts';
import { type Config, ConfigFault, readConfig } from './platform/config.ts';
import { readVersion } from './platform/version.ts';
import { ROOT } from './root.ts';
import { type Answering, runProgram } from './run-program.ts';
import type { Told } from './told.ts';

interface Options {
  readonly production?: boolean;
}

const STATUS = { ok: 0, warning: 0, error: 1 } as const;

/** `doctor`: examines the installation on this machine, with or without a server. Answers the exit status. */
export function runDoctorCommand(args: readonly string[]): Promise<number> {
  return runProgram(doctorProgram, args);
}

function doctorProgram(answering: Answering): Command {
  return new Command('mamcrawler doctor')
    .description(
      'Examines the installation on this machine, whether the server runs or not: run it as the user of the server. Exit status: 1 where something does not work, 0 else, also with warnings.',
    )
    .option('--json', 'prints the report as JSON')
    .option('--production', 'also goes through what should hold before production')
    .exitOverride()
    .action(answering(async ({ production = false }: Options) => toldOf(await examineHere(production))));
}

async function examineHere(production: boolean): Promise<DoctorReport> {
  let config: Config;
  try {
    config = readConfig(ROOT);
  } catch (error) {
    if (error instanceof ConfigFault) return reportOfFaults(error);
    throw error;
  }
  await using ending = new AsyncDisposableStack();
  return await examine(await lookAtInstallation(config, ending), { production });
}

/** Where the rest lies is not known then. */
async function reportOfFaults({ faults }: ConfigFault): Promise<DoctorReport> {
  const version = await readVersion(ROOT);
  const checks = [
    ...checkConfiguration({ faults, warnings: [] }),
    ...(await checkVersions(version)),
    skipped('everything_else', 'The rest can be looked at once the configuration is right.'),
  ];
  return { status: worstOf(checks), version, checkedAt: new Date(), checks };
}

function toldOf(report: DoctorReport): Told {
  const { status, version, checkedAt, checks } = report;
  return {
    document: { status, version, checked_at: checkedAt.toISOString(), checks },
    lines: linesOf(report),
    status: STATUS[status],
    isReport: true,
  };
}

const MARKS = { ok: 'ok      ', warning: 'WARNING ', error: 'ERROR   ', skipped: '-       ' } as const;

const SUMMARIES: Readonly<Record<DoctorReport['status'], string>> = {
  ok: 'All is well.',
  warning: 'It works; look at the warnings.',
  error: 'Something does not work: see the errors above.',
};

function linesOf({ checks, status }: DoctorReport): readonly string[] {
  const indent = ' '.repeat(MARKS.ok.length);
  const lines = checks.flatMap((check) => [
    `${MARKS[check.status]}${check.name}: ${check.detail}`,
    ...(check.what_to_do === undefined ? [] : [`${indent}→ ${check.what_to_do}`]),
  ]);
  return [...lines.map(printable), '', SUMMARIES[status]];
}
