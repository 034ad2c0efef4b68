import { parseArgs } from 'node:util';
import { formatTable } from '../src/cli/table.ts';
import { clockSetBack } from './clock-set-back.ts';
import { databaseStopped } from './database-stopped.ts';
import { diskFull } from './disk-full.ts';
import type { Drill, Outcome } from './drill.ts';
import { machineLost } from './machine-lost.ts';
import { rollingRestart } from './rolling-restart.ts';
import { scanKilled } from './scan-killed.ts';
import { servicesFail } from './services-fail.ts';
import { toldToStop } from './told-to-stop.ts';
import { workerKilled } from './worker-killed.ts';

const DRILLS: Readonly<Record<string, Drill>> = {
  'database-stopped': databaseStopped,
  'disk-full': diskFull,
  'worker-killed': workerKilled,
  'told-to-stop': toldToStop,
  'services-fail': servicesFail,
  'clock-set-back': clockSetBack,
  'machine-lost': machineLost,
  'rolling-restart': rollingRestart,
  'scan-killed': scanKilled,
};

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
});
const names = positionals.length === 0 ? Object.keys(DRILLS) : positionals;
const unknown = names.filter((name) => DRILLS[name] === undefined);
if (unknown.length > 0)
  throw new Error(`There is no drill ${unknown.join(', ')}: there are ${Object.keys(DRILLS).join(', ')}.`);

const outcomes: Outcome[] = [];
for (const name of names) {
  console.error(`Drill: ${name} …`);
  try {
    outcomes.push(...((await DRILLS[name]?.({ isShort: given.short })) ?? []));
  } catch (error) {
    console.error(error);
    outcomes.push({ drill: name, happened: `DID NOT RECOVER: ${String(error)}`, seconds: null });
    process.exitCode = 1;
  }
}
const columns = [
  { title: 'Drill', of: ({ drill }: Outcome) => drill },
  { title: 'What happened', of: ({ happened }: Outcome) => happened },
  {
    title: 'Seconds to recovery',
    of: ({ seconds }: Outcome) => seconds?.toFixed(1) ?? null,
    align: 'right' as const,
  },
];
for (const line of formatTable(outcomes, columns, { width: null })) console.log(line);
