import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApp } from '../support/app.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const DEPLOY = resolve(import.meta.dirname, '..', '..', 'deploy');
const PROMETHEUS = join(DEPLOY, 'prometheus');
const ALERTMANAGER = join(DEPLOY, 'alertmanager', 'alertmanager.yml');
const RULES = globSync(join(PROMETHEUS, 'rules', '*.yml'));
const TESTS = globSync(join(PROMETHEUS, 'tests', '*.yml'));

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mamcrawler-monitoring-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** What a program says; throws what it says where it finds a fault. */
async function say(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, args).catch(
    (failure: { stdout: string; stderr: string }) => {
      throw new Error(`${program} ${args.join(' ')}: ${failure.stdout}${failure.stderr}`, { cause: failure });
    },
  );
  return stdout + stderr;
}

describe('the files for Prometheus', () => {
  it('are valid', async () => {
    expect(RULES).toHaveLength(2);
    expect(await say('promtool', 'check', 'config', join(PROMETHEUS, 'prometheus.yml'))).toContain('SUCCESS');
    expect(await say('promtool', 'check', 'rules', ...RULES)).toContain('SUCCESS');
  });

  it.each(TESTS.map((file) => file.slice(PROMETHEUS.length + 1)))(
    'let the alerts fire when they must, and only then: %s',
    async (file) => {
      expect(await say('promtool', 'test', 'rules', join(PROMETHEUS, file))).toContain('SUCCESS');
    },
  );
});

describe('the file for Alertmanager', () => {
  it('is valid as it is, and with all examples in it', async () => {
    const withExamples = (await readFile(ALERTMANAGER, 'utf8')).replace(/^( {4})#(?=\S| {2})/gm, '$1');
    await writeFile(join(dir, 'examples.yml'), withExamples);

    expect(withExamples).toContain('\n    webhook_configs:');
    expect(await say('amtool', 'check-config', ALERTMANAGER)).toContain('SUCCESS');
    expect(await say('amtool', 'check-config', join(dir, 'examples.yml'))).toContain('SUCCESS');
  });

  it.each([
    ['severity=page', 'first-on-call'],
    ['severity=page escalation=second', 'second-on-call'],
    ['severity=ticket', 'tickets'],
  ])('sends %s to %s', async (labels, receiver) => {
    const way = [
      'config',
      'routes',
      'test',
      `--config.file=${ALERTMANAGER}`,
      '--alertmanager.url=http://[::]',
    ];

    expect((await say('amtool', ...way, ...labels.split(' '))).split('\n')[0]).toBe(receiver);
  });
});

const Dashboard = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })).optional() })),
});

it('the dashboards ask what Prometheus understands', async () => {
  const questions: string[] = [];
  for (const file of globSync(join(DEPLOY, 'grafana', 'dashboards', '*.json'))) {
    const { panels } = Dashboard.parse(JSON.parse(await readFile(file, 'utf8')));
    questions.push(...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)));
  }
  const rules = questions.map((expr, at) => ({
    record: `panel:question:${at}`,
    expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*'),
  }));
  // YAML understands JSON.
  await writeFile(join(dir, 'panels.yml'), JSON.stringify({ groups: [{ name: 'panels', rules }] }));

  expect(questions.length).toBeGreaterThan(60);
  expect(await say('promtool', 'check', 'rules', join(dir, 'panels.yml'))).toContain(
    `${questions.length} rules found`,
  );
});

const Found = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});
const RuleStates = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() })),
      }),
    ),
  }),
});
const Alerts = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    receivers: z.array(z.object({ name: z.string() })),
  }),
);

async function startProgram(name: string, url: string, ...args: readonly string[]): Promise<AsyncDisposable> {
  const child = spawn(name, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await until(`${name} is ready`, async () => {
    if (child.exitCode !== null) throw new Error(`${name} ended at once with status ${child.exitCode}`);
    return (await fetch(`${url}/-/ready`).catch(() => null))?.ok === true;
  });
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

it('a program that goes away calls the first on call, through a real Prometheus and Alertmanager', async () => {
  await using ending = new AsyncDisposableStack();
  const app = await startTestApp({ metricsNetworks: ['127.0.0.0/8'] });
  let isGone = false;
  const leave = async () => {
    if (!isGone) await app[Symbol.asyncDispose]();
    isGone = true;
  };
  ending.defer(leave);
  const [own, theirs] = await Promise.all([freePort(), freePort()]);
  const prometheus = `http://127.0.0.1:${own}`;
  const alertmanager = `http://127.0.0.1:${theirs}`;
  await cp(PROMETHEUS, dir, { recursive: true });
  await quicken(dir, { target: app.baseUrl.replace('http://', ''), alertmanager: `127.0.0.1:${theirs}` });
  ending.use(
    await startProgram(
      'prometheus-alertmanager',
      alertmanager,
      `--config.file=${ALERTMANAGER}`,
      `--storage.path=${join(dir, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${theirs}`,
      '--cluster.listen-address=',
    ),
  );
  ending.use(
    await startProgram(
      'prometheus',
      prometheus,
      `--config.file=${join(dir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(dir, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${own}`,
    ),
  );
  const ask = async (query: string) => {
    const reply = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query })}`);
    return Found.parse(await reply.json()).data.result[0]?.value[1];
  };
  await until('it is found to be available', async () => (await ask('job:available:bool')) === '1');
  await until('every rule was worked out', async () => {
    const { data } = RuleStates.parse(await (await fetch(`${prometheus}/api/v1/rules`)).json());
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.filter(({ health }) => health === 'err')).toEqual([]);
    return rules.length > 50 && rules.every(({ health }) => health === 'ok');
  });
  expect(await ask('count(ALERTS{severity="page",alertstate="firing"}) or vector(0)')).toBe('0');

  await leave();

  let alerts: z.output<typeof Alerts> = [];
  await until('somebody is called', async () => {
    alerts = Alerts.parse(await (await fetch(`${alertmanager}/api/v2/alerts`)).json());
    return alerts.length > 0;
  });
  expect(alerts[0]).toEqual({
    labels: { alertname: 'MamcrawlerAvailabilityBudgetBurnsFast', severity: 'page' },
    annotations: {
      summary: expect.stringMatching(/^MAMcrawler was away for \d+(?:\.\d+)?% of the last hour\.$/),
      description: expect.stringContaining('43 minutes in 30 days'),
      runbook_url: expect.stringMatching(
        /^https:\S+\/RUNBOOKS\.md#alert-mamcrawleravailabilitybudgetburnsfast$/,
      ),
    },
    receivers: [{ name: 'first-on-call' }],
  });
});

/** The same with one process to ask, each second. */
async function quicken(folder: string, to: { readonly target: string; readonly alertmanager: string }) {
  const config = (await readFile(join(folder, 'prometheus.yml'), 'utf8'))
    .replace(/(scrape_interval|scrape_timeout|evaluation_interval): \d+s/g, '$1: 1s')
    .replace(/ {4}# compose\.prod\.yaml:(?:.|\n)*?(?=^ {4}#static_configs)/m, '')
    .replace(/^( {4})#(?=\S| {2})/gm, '$1')
    .replace('localhost:8000', to.target)
    .replace('alertmanager:9093', to.alertmanager);
  await writeFile(join(folder, 'prometheus.yml'), config);
  const recording = join(folder, 'rules', 'recording.yml');
  const rules = (await readFile(recording, 'utf8'))
    .replace('interval: 1m', 'interval: 1s')
    .replace('(job:watching:bool offset 2m)', 'count(up{job="mamcrawler"})');
  await writeFile(recording, rules);
}
