import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../support/app.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const files = (pattern: string) => globSync(pattern, { cwd: ROOT }).toSorted();

const Rule = z.object({
  alert: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});
const Rules = z.object({ groups: z.array(z.object({ rules: z.array(Rule) })) });
const RuleTests = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(
        z.object({ alertname: z.string(), exp_alerts: z.array(z.object({ exp_labels: z.unknown() })) }),
      ),
    }),
  ),
});
/** The variable of the dashboard, so that each may have its own Prometheus. */
const Chosen = z.object({ uid: z.string().regex(/^\$\{datasource\}$/) });
const Panel = z.object({
  id: z.number(),
  title: z.string().min(1),
  type: z.string(),
  description: z.string().min(1).optional(),
  datasource: Chosen.optional(),
  targets: z.array(z.object({ datasource: Chosen })).optional(),
});
const Dashboard = z.object({
  uid: z.string(),
  links: z.array(z.object({ url: z.string() })),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(Panel),
});

const alerts = Rules.parse(parse(read('deploy/prometheus/rules/alerts.yml'))).groups.flatMap(
  ({ rules }) => rules,
);

describe('the metrics of rules and dashboards', () => {
  let app: TestApp;
  let text: string;

  beforeAll(async () => {
    app = await startTestApp({ embedded: { isUp: true, restarts: 0 } });
    const key = { headers: { 'x-api-key': app.apiKey } };
    await app.fetch('/api/books', key);
    text = await (await app.fetch('/metrics', key)).text();
  });

  afterAll(() => app[Symbol.asyncDispose]());

  it('are all exported', () => {
    const exported = new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', kind]) =>
        kind === 'histogram' || kind === 'summary'
          ? [`${name}_bucket`, `${name}_sum`, `${name}_count`]
          : [name],
      ),
    );
    const named = files('deploy/{prometheus,grafana}/**/*.{yml,json}').flatMap((file) =>
      [...read(file).matchAll(/\b(?:mamcrawler|http_request)_\w+/g)].map(([name]) => `${name} of ${file}`),
    );

    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((name) => !exported.has(name.split(' ')[0] ?? ''))).toEqual([]);
  });

  it.each([
    'mamcrawler_imports{outcome="failed"} 0',
    'mamcrawler_unexpected_errors_total{place="job"} 0',
    'mamcrawler_processes{role="worker"} 0',
    'mamcrawler_processes{role="all"} 1',
    'mamcrawler_backup_verifications{outcome="failed"} 0',
    'mamcrawler_database_up 1',
    'mamcrawler_database_replicas 0',
    'mamcrawler_slow_statements_total 0',
    'mamcrawler_embedded_database_restarts_total 0',
  ])('have a value to rise or fall from: %s', (line) => {
    expect(text.split('\n')).toContain(line);
  });

  it('have the bucket that the objective of 500 ms is counted by', () => {
    expect(text).toMatch(
      /^http_request_duration_seconds_bucket\{le="0.5",route="\/api\/books",.*status="200"\} 1$/m,
    );
  });

  it('are none where the time was never, instead of the year 1970', () => {
    expect(text).not.toMatch(/^mamcrawler_\w+_timestamp_seconds 0$/m);
  });
});

describe('the alerts', () => {
  it('say how urgent they are, what is wrong, and where to read on', () => {
    for (const { alert, labels, annotations } of alerts) {
      expect([alert, ['page', 'ticket']]).toEqual([alert, expect.arrayContaining([labels['severity']])]);
      expect([alert, annotations]).toEqual([
        alert,
        {
          summary: expect.stringMatching(/^.{10,100}\.$/),
          description: expect.stringMatching(/^.{60,400}\.$/),
          runbook_url: `{{ $externalLabels.documents }}/RUNBOOKS.md#alert-${alert.toLowerCase()}`,
        },
      ]);
    }
  });

  it('each have a page in the runbooks', () => {
    const headings = [...read('RUNBOOKS.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      anchor(heading),
    );

    const wanted = alerts.map(({ alert }) => `alert-${alert.toLowerCase()}`);
    expect(wanted.filter((name) => !headings.includes(name))).toEqual([]);
  });

  it('are each tested when they fire and when they do not', () => {
    const checks = files('deploy/prometheus/tests/*.yml').flatMap((file) =>
      RuleTests.parse(parse(read(file))).tests.flatMap(({ alert_rule_test }) => alert_rule_test),
    );
    const tested = (fires: boolean) =>
      new Set(
        checks.filter(({ exp_alerts }) => exp_alerts.length > 0 === fires).map(({ alertname }) => alertname),
      );
    const names = alerts.map(({ alert }) => alert);

    expect(tested(true)).toEqual(new Set(names));
    expect(tested(false)).toEqual(new Set(names));
  });

  it('are those that Alertmanager names', () => {
    const named = [...read('deploy/alertmanager/alertmanager.yml').matchAll(/alertname = (\w+)/g)];

    expect(named.length).toBeGreaterThan(3);
    for (const [, name] of named) expect(alerts.map(({ alert }) => alert)).toContain(name);
  });
});

describe('the dashboards', () => {
  const dashboards = files('deploy/grafana/dashboards/*.json').map((file) =>
    Dashboard.parse(JSON.parse(read(file))),
  );

  it('are two, lead to each other, and ask the data source that is chosen', () => {
    const uids = dashboards.map(({ uid }) => uid);

    expect(uids.toSorted()).toEqual(['mamcrawler-detail', 'mamcrawler-overview']);
    for (const { links, templating } of dashboards) {
      for (const { url } of links) expect(uids).toContain(url.replace('/d/', ''));
      expect(templating.list).toContainEqual(
        expect.objectContaining({ name: 'datasource', type: 'datasource' }),
      );
    }
  });

  it('have panels with a number of their own that say what they show', () => {
    for (const { panels } of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { type, title, description, targets = [] } of panels) {
        if (type === 'row') continue;
        expect([title, description]).toEqual([title, expect.any(String)]);
        expect([title, targets.length]).not.toEqual([title, 0]);
      }
    }
  });
});

/** As GitHub names a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
