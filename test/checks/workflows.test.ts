import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.github', 'workflows');

const Step = z.object({ uses: z.string().optional(), run: z.string().optional() });
const Job = z.object({
  name: z.string(),
  uses: z.string().optional(),
  'timeout-minutes': z.number().optional(),
  strategy: z
    .object({
      matrix: z.record(z.string(), z.array(z.union([z.string(), z.record(z.string(), z.string())]))),
    })
    .optional(),
  steps: z.array(Step).default([]),
});
const Workflow = z.object({
  permissions: z.object({ contents: z.literal('read') }),
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(z.string(), Job),
});
const Ruleset = z.object({
  rules: z.array(
    z.object({
      type: z.string(),
      parameters: z
        .object({ required_status_checks: z.array(z.object({ context: z.string() })).optional() })
        .optional(),
    }),
  ),
});
const Package = z.object({ scripts: z.record(z.string(), z.string()) });

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const { scripts } = Package.parse(JSON.parse(read('package.json')));

const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  return { name, text, workflow: Workflow.parse(parse(text)) };
});
const jobs = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([key, job]) => [`${key} of ${name}`, job] as const),
);
const commands = jobs.flatMap(([, { steps }]) => steps.flatMap(({ run }) => run ?? []));

/** The names that the pages of a pull request show: one for each place of the matrix. */
function checkNames({ name, strategy }: z.output<typeof Job>): readonly string[] {
  const places = Object.entries(strategy?.matrix ?? {}).flatMap(([key, values]) =>
    values.map((value) => (typeof value === 'string' ? { [key]: value } : value)),
  );
  const names = places.map((place) =>
    name.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, key) => place[key] ?? '?'),
  );
  return names.length === 0 ? [name] : names;
}

describe('the workflows', () => {
  it('run scripts that there are', () => {
    const named = commands.flatMap((run) =>
      [...run.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script]) => script),
    );
    const files = commands.flatMap((run) =>
      [...run.matchAll(/\bnode ([\w./-]+\.(?:ts|mjs))/g)].map(([, file]) => file),
    );

    expect(named).toEqual(expect.arrayContaining(['check', 'test:coverage']));
    expect(named.filter((script) => scripts[script ?? ''] === undefined)).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['launcher/run.mjs', 'scripts/print-release.ts']));
    expect(files.filter((file) => !existsSync(join(ROOT, file ?? '')))).toEqual([]);
  });

  it('use actions by the commit, with the version beside it', () => {
    const used = workflows.flatMap(({ text }) =>
      [...text.matchAll(/uses: (?!\.\/)(.+)/g)].map(([, action]) => action),
    );

    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ''))).toEqual(
      [],
    );
  });

  it('run images of a version that is named', () => {
    const images = commands.flatMap((run) =>
      [...run.matchAll(/(\S+\/[\w-]+:v?\d\S*)/g)].map(([, image]) => image),
    );

    expect(images.length).toBeGreaterThan(2);
    expect(commands.join('\n')).not.toMatch(/:latest\b/);
  });

  it.each(jobs)('end %s after a while', (_, job) => {
    expect(job['timeout-minutes'] ?? job.uses).toBeDefined();
  });
});

describe('the required checks', () => {
  const ruleset = Ruleset.parse(JSON.parse(read('.github', 'rulesets', 'main.json')));
  const required = ruleset.rules.flatMap(({ parameters }) =>
    (parameters?.required_status_checks ?? []).map(({ context }) => context),
  );

  it('are jobs of the workflow that tests, all but the nightly one', () => {
    const tests = workflows.find(({ name }) => name === 'test.yml');
    const names = Object.entries(tests?.workflow.jobs ?? {})
      .filter(([key]) => key !== 'fuzz')
      .flatMap(([, job]) => checkNames(job));

    expect([...required].sort()).toEqual([...names].sort());
  });

  it('are told in CONTRIBUTING.md', () => {
    const told = read('CONTRIBUTING.md');

    expect(required.filter((name) => !told.includes(name))).toEqual([]);
  });
});
