import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { SECRETS } from '../../src/platform/config/secrets.ts';
import { Variables } from '../../src/platform/config/variables.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const Service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  logging: z.object({ options: z.record(z.string(), z.string()) }),
  deploy: z.object({ replicas: z.number().optional(), resources: z.unknown() }).optional(),
  ports: z.array(z.string()).default([]),
});
type Service = z.output<typeof Service>;

const Compose = z.object({
  name: z.string(),
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.unknown()).default({}),
  volumes: z.record(z.string(), z.unknown()).default({}),
});

const FILES = ['compose.yaml', 'compose.prod.yaml'];
const home = read('compose.yaml');
const production = read('compose.prod.yaml');

describe.each(FILES)('%s', (name) => {
  const { services, networks, volumes } = read(name);
  const entries = Object.entries(services);

  it('is what the Compose Specification allows', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const schema = readFileSync(join(import.meta.dirname, 'compose-spec', 'compose-spec.json'), 'utf8');
    const isValid = ajv.validate(JSON.parse(schema), document(name));
    expect(ajv.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  });

  it('gives the program variables that it knows', () => {
    const known = [...Object.keys(Variables.shape), ...SECRETS.map((secret) => `${secret}_FILE`)];
    const given = entries
      .filter(([, { image }]) => image.startsWith('mamcrawler:'))
      .flatMap(([, { environment }]) => Object.keys(environment));
    expect(given).toContain('PORT');
    expect(given.filter((variable) => !known.includes(variable))).toEqual([]);
  });

  it('names the version of each image', () => {
    const images = entries.map(([, { image }]) => filledIn(image));
    expect(images.filter((image) => !/^[\w/.-]+:v?\d+\.\d+[\w.-]*$/u.test(image))).toEqual([]);
    const own = images.filter((image) => image.startsWith('mamcrawler:'));
    expect(new Set(own)).toEqual(new Set([`mamcrawler:${packageJson.version}`]));
  });

  it('mounts files that are there, and volumes that it names', () => {
    const sources = entries.flatMap(([, service]) => service.volumes.map((volume) => sourceOf(volume)));
    expect(sources.filter((source) => source.startsWith('./') && !existsSync(join(ROOT, source)))).toEqual(
      [],
    );
    const named = sources.filter((source) => /^[a-z]/u.test(source));
    expect(named.filter((source) => !(source in volumes))).toEqual([]);
    expect(Object.keys(volumes).filter((volume) => !named.includes(volume))).toEqual([]);
    expect(entries.flatMap(([, service]) => service.networks).filter((each) => !(each in networks))).toEqual(
      [],
    );
  });

  it('lets no log grow without bound', () => {
    for (const [, { logging }] of entries) {
      expect(logging.options).toEqual({ 'max-size': expect.any(String), 'max-file': expect.any(String) });
    }
  });
});

describe('compose.yaml', () => {
  it('starts one service without preparation, its own database inside', () => {
    const text = readFileSync(join(ROOT, 'compose.yaml'), 'utf8');
    expect(text).not.toContain(':?');
    expect(home.services['mamcrawler']?.environment).not.toHaveProperty('ENV');
    expect(home.services['mamcrawler']?.environment).not.toHaveProperty('DATABASE_URL');
  });

  it('has a database beside it in the profile postgres, for this machine alone', () => {
    expect(document('compose.yaml')).toMatchObject({ services: { db: { profiles: ['postgres'] } } });
    expect(home.services['db']?.ports).toEqual(['127.0.0.1:5432:5432']);
  });
});

describe('compose.prod.yaml', () => {
  const { services } = production;

  it('runs two web processes and two workers after the migration', () => {
    for (const [name, role] of [
      ['api', 'web'],
      ['worker', 'worker'],
    ] as const) {
      expect(services[name]?.environment['MAMCRAWLER_ROLE']).toBe(role);
      expect(services[name]?.environment['ENV']).toBe('production');
      expect(services[name]?.deploy?.replicas).toBe(2);
    }
    expect(document('compose.prod.yaml')).toMatchObject({
      services: {
        migrate: { command: ['migrate', 'up'], restart: 'no' },
        api: { depends_on: { migrate: { condition: 'service_completed_successfully' } } },
        worker: { depends_on: { migrate: { condition: 'service_completed_successfully' } } },
      },
    });
  });

  it('asks for every secret', () => {
    const given = services['api']?.environment ?? {};
    for (const name of ['API_KEY', 'SECRET_KEY', 'JWT_SECRET_KEY', 'DATABASE_URL']) {
      expect(given[name], name).toMatch(/\$\{\w+:\?[^}]+\}/u);
    }
  });

  it.each(Object.entries(services))('takes from %s what it does not need', (name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    if (name !== 'migrate')
      expect(service.deploy?.resources).toMatchObject({ limits: { pids: expect.any(Number) } });
  });

  // Two that meet in several networks see each other under an address of any of them.
  it.each([
    ['caddy', 'api', 'front', 'TRUSTED_PROXIES'],
    ['prometheus', 'api', 'monitoring', 'METRICS_NETWORKS'],
    ['prometheus', 'worker', 'monitoring', 'METRICS_NETWORKS'],
  ])('lets %s meet %s in the network %s alone, which is %s', (one, other, network, variable) => {
    expect(shared(services[one], services[other])).toEqual([network]);
    expect(production.networks[network]).toMatchObject({
      ipam: { config: [{ subnet: services[other]?.environment[variable] }] },
    });
  });

  it('keeps the database from all but the program', () => {
    const others = Object.entries(services).filter(([, { networks }]) => networks.includes('database'));
    expect(others.map(([name]) => name).sort()).toEqual(['api', 'db', 'migrate', 'worker']);
    expect(services['db']?.ports).toEqual([]);
  });

  it('shows the monitoring to this machine alone', () => {
    for (const name of ['prometheus', 'alertmanager', 'grafana'])
      expect(services[name]?.ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });

  it('keeps its metrics for longer than the 30 days of the objectives', () => {
    const { command } = Object(Object(document('compose.prod.yaml'))['services'])['prometheus'];
    const days = /retention\.time=(\d+)d/u.exec(String(command))?.[1];
    expect(Number(days)).toBeGreaterThan(30);
  });

  it('mounts the dashboards where Grafana is told to look for them', () => {
    const mounted = services['grafana']?.volumes.find((each) =>
      each.startsWith('./deploy/grafana/dashboards:'),
    );
    const [provider = ''] = globSync(join(ROOT, 'deploy/grafana/provisioning/dashboards/*.{yml,yaml}'));
    const told = readFileSync(provider, 'utf8');
    expect(told).toContain(`path: ${mounted?.split(':')[1]}`);
  });
});

function document(name: string): unknown {
  return parse(readFileSync(join(ROOT, name), 'utf8'), { merge: true });
}

function read(name: string): z.output<typeof Compose> {
  return Compose.parse(document(name));
}

/** `${NAME:-preset}` by its preset. */
function filledIn(text: string): string {
  return text.replace(/\$\{\w+:-([^}]*)\}/gu, '$1');
}

function sourceOf(volume: string): string {
  return filledIn(volume.replace(/\$\{\w+:\?[^}]*\}/gu, '/given')).split(':')[0] ?? '';
}

function shared(one: Service | undefined, other: Service | undefined): readonly string[] {
  return (one?.networks ?? []).filter((network) => other?.networks.includes(network));
}
