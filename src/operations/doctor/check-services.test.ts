import { expect, it } from 'vitest';
import { checkServices } from './check-services.ts';

it('asks all at once and tells of each what it said', async () => {
  const secret = 'https://reader:hunter22@tracker/';
  const checks = await checkServices(
    'indexers',
    [
      { name: 'Well', test: async () => ({ ok: true, detail: 'It answers.' }) },
      { name: 'Wrong', test: async () => ({ ok: false, detail: `No key for ${secret}` }) },
      {
        name: 'Sealed',
        test: () => {
          throw new Error('Its key cannot be opened.');
        },
      },
      { name: 'Silent', test: () => new Promise(() => {}) },
    ],
    20,
  );

  expect(checks.map(({ status, detail }) => [status, detail])).toEqual([
    ['ok', 'Well: It answers.'],
    ['error', expect.stringMatching(/^Wrong: No key for /)],
    ['error', 'Sealed: Its key cannot be opened.'],
    ['error', 'Silent: It did not answer within 0.02 s.'],
  ]);
  expect(JSON.stringify(checks)).not.toContain('hunter22');
});

it('skips what there is none of', async () => {
  expect(await checkServices('download_clients', [])).toEqual([
    { name: 'download_clients', status: 'skipped', detail: 'There are no download clients yet.' },
  ]);
});
