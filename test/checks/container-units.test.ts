import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { endpoints } from '../../src/contract/endpoints.ts';
import { Variables } from '../../src/platform/config/variables.ts';

const DEPLOY = resolve(import.meta.dirname, '..', '..', 'deploy');
const UNIT = join(DEPLOY, 'systemd', 'mamcrawler.service');
const paths = endpoints.map(({ path }) => path);

describe('the systemd unit', () => {
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  it.skipIf(!hasSystemd)('is one that systemd accepts', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', UNIT], {
      encoding: 'utf8',
    });
    expect(stderr.split('\n').filter((line) => line.includes('mamcrawler.service'))).toEqual([]);
    expect(status).toBe(0);
  });

  it('sets variables that the program knows', () => {
    const set = [...readFileSync(UNIT, 'utf8').matchAll(/^Environment=(\w+)=/gmu)].map(([, name]) => name);
    expect(set).toContain('MAMCRAWLER_DATA');
    expect(set.filter((name) => !(name && name in Variables.shape))).toEqual([]);
  });
});

const Resource = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
});

describe('the example for Kubernetes', () => {
  const folder = join(DEPLOY, 'kubernetes');
  const resources = globSync('**/*.yaml', { cwd: folder })
    .sort()
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8'), { uniqueKeys: true }).map((each) => {
        expect(each.errors, name).toEqual([]);
        return Resource.loose().parse(each.toJS());
      }),
    );
  const text = JSON.stringify(resources);
  const named = (kind: string) =>
    resources.filter((each) => each.kind === kind).map(({ metadata }) => metadata.name);

  it('has all that a cluster needs', () => {
    expect(named('Deployment')).toEqual(['mamcrawler-web', 'mamcrawler-worker']);
    expect(named('HorizontalPodAutoscaler')).toEqual(['mamcrawler-web', 'mamcrawler-worker']);
    expect(named('PodDisruptionBudget')).toEqual(['mamcrawler-web', 'mamcrawler-worker']);
    expect(named('Job')).toEqual(['mamcrawler-migrate']);
    expect(named('Service')).toEqual(['mamcrawler']);
  });

  it('runs one version of the image everywhere', () => {
    const images = [...text.matchAll(/"image":"([^"]+)"/gu)].map(([, image]) => image);
    expect(new Set(images).size).toBe(1);
    expect(images).toHaveLength(3);
    expect(images[0]).toMatch(/^mamcrawler:\d+\.\d+\.\d+$/u);
  });

  it('probes endpoints of the program', () => {
    const probed = [...text.matchAll(/"httpGet":\{"path":"([^"]+)"/gu)].map(([, path]) => path ?? '');
    expect(probed).toHaveLength(6);
    expect(probed.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('mounts claims and sets variables that are there', () => {
    const claims = [...text.matchAll(/"claimName":"([^"]+)"/gu)].map(([, name]) => name);
    expect(claims.filter((name) => !named('PersistentVolumeClaim').includes(name ?? ''))).toEqual([]);
    const map = resources.find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'mamcrawler',
    );
    const set = Object.keys(Object(map?.['data']));
    expect(set.filter((name) => !(name in Variables.shape))).toEqual([]);
  });

  it('scales by metrics that the adapter is told to make', () => {
    const asked = [...text.matchAll(/"metric":\{"name":"(\w+)"/gu)].map(([, name]) => name);
    const made = [...text.matchAll(/as: (\w+)/gu)].map(([, name]) => name);
    expect(asked).toHaveLength(2);
    expect(asked.sort()).toEqual(made.sort());
  });
});

describe('the sites of the proxies', () => {
  it('ask and pass on what the program serves', () => {
    const caddy = readFileSync(join(DEPLOY, 'caddy', 'Caddyfile'), 'utf8');
    expect(paths).toContain(/health_uri (\S+)/u.exec(caddy)?.[1]);
    const nginx = readFileSync(join(DEPLOY, 'nginx', 'mamcrawler.conf'), 'utf8');
    const own = [...nginx.matchAll(/location (\/\S+) \{/gu)].map(([, path]) => path ?? '');
    expect(own).toHaveLength(1);
    expect(own.filter((path) => !paths.includes(path))).toEqual([]);
  });
});
