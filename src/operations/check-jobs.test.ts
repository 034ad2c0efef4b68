import { expect, it } from 'vitest';
import { checkJobs, type JobsReading } from './check-jobs.ts';

const waiting = (kind: string, count: number, oldestSeconds: number) => ({ kind, count, oldestSeconds });

it.each<[string, Partial<JobsReading>, object]>([
  ['nothing to do', {}, { status: 'healthy', detail: 'No job waits.' }],
  [
    'a queue that moves',
    { waiting: [waiting('scan-library', 1, 800), waiting('search-wanted-book', 4, 3)] },
    { status: 'healthy', detail: '5 jobs wait.' },
  ],
  [
    'a job that has waited for too long',
    { waiting: [waiting('search-wanted-book', 1, 3), waiting('scan-library', 1, 1_200)] },
    {
      status: 'degraded',
      error: 'A job (scan-library) has waited for 20 min.',
      what_to_do: expect.stringContaining('start MAMcrawler again'),
    },
  ],
  [
    'failures',
    {
      failed: [
        { kind: 'import-download', count: 2 },
        { kind: 'scan-library', count: 1 },
      ],
    },
    {
      status: 'degraded',
      error: 'Jobs failed for good in the last hour: import-download (2), scan-library (1).',
    },
  ],
  [
    'a web process without a worker',
    { isWorking: false, isWeb: true },
    { status: 'unhealthy', error: 'No worker is there.', what_to_do: expect.stringContaining('worker') },
  ],
  ['a queue at rest', { isWorking: false }, { status: 'unhealthy', error: 'The queue takes up no work.' }],
])('judges %s', (_, reading, health) => {
  expect(checkJobs({ isWorking: true, waiting: [], failed: [], ...reading })).toMatchObject(health);
});
