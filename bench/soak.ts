import { parseArgs } from 'node:util';
import { formatTable } from '../src/cli/table.ts';
import { type SoakSample, soak, whatGrew } from './load/soak.ts';

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    books: { type: 'string', default: '10000' },
  },
});

const { samples, errors } = await soak({
  books: Number(given.books),
  minutes: Number(given.minutes),
  onSample: (sample) =>
    console.error(`${Math.round(sample.seconds)} s: ${sample.heapMegabytes.toFixed(1)} MB of heap`),
});
const number = (title: string, of: (sample: SoakSample) => string) => ({
  title,
  of,
  align: 'right' as const,
});
const columns = [
  number('Second', ({ seconds }) => seconds.toFixed(0)),
  number('Requests', ({ answered }) => String(answered)),
  number('Heap after GC, MB', ({ heapMegabytes }) => heapMegabytes.toFixed(1)),
  number('Resident, MB', ({ residentMegabytes }) => residentMegabytes.toFixed(0)),
  number('Open files', ({ openFiles }) => String(openFiles)),
  number('Database sessions', ({ sessions }) => String(sessions)),
];
for (const line of formatTable(samples, columns, { width: null })) console.log(line);
const complaints = [...errors, ...whatGrew(samples)];
console.log(complaints.length === 0 ? '\nNothing grew, nothing failed.' : `\n${complaints.join('\n')}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
