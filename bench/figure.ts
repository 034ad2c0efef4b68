import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { z } from 'zod';
import { formatTable } from '../src/cli/table.ts';

const Figure = z.object({
  /** The same in every run: by it two runs are compared. */
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  /** What the value should not pass; for what nothing is promised it is missing. */
  atMost: z.number().optional(),
});
export type Figure = z.output<typeof Figure>;

const Report = z.object({
  at: z.string(),
  node: z.string(),
  machine: z.string(),
  /** What else the machine was doing when it began, as its load average. */
  load: z.number(),
  figures: z.array(Figure),
});
export type Report = z.output<typeof Report>;

/** What belongs to the figures of a run; to be asked before it. */
export function describeRun(): Omit<Report, 'figures'> {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    node: process.version,
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`,
    load: loadavg()[0] ?? 0,
  };
}

export function readReport(file: string): Report {
  return Report.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The figures as a table; beside those of an earlier run with the ratio of the two. */
export function reportLines(
  { figures, machine, node, load }: Report,
  earlier: Report | null,
): readonly string[] {
  const before = new Map(earlier?.figures.map((figure) => [figure.name, figure.value]));
  return [
    `${machine}, Node ${node}, load ${load.toFixed(1)} before the run`,
    '',
    ...formatTable(
      figures,
      [
        { title: 'Measured', of: ({ name }) => name },
        { title: 'Figure', of: ({ value }) => shown(value), align: 'right' },
        { title: 'Unit', of: ({ unit }) => unit },
        { title: 'Target', of: ({ atMost }) => (atMost === undefined ? null : `at most ${atMost}`) },
        {
          title: '',
          of: ({ value, atMost = Number.POSITIVE_INFINITY }) => (value > atMost ? 'MISSED' : null),
        },
        { title: 'Before', of: ({ name }) => maybe(before.get(name), shown), align: 'right' },
        {
          title: 'Ratio',
          of: ({ name, value }) => maybe(before.get(name), (was) => ratio(value, was)),
          align: 'right',
        },
      ],
      { width: null },
    ),
  ];
}

function ratio(now: number, before: number): string {
  return before === 0 ? '' : `${(now / before).toFixed(2)} ×`;
}

function maybe(value: number | undefined, show: (value: number) => string): string | null {
  return value === undefined ? null : show(value);
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
