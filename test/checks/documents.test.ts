import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Variables } from '../../src/platform/config/variables.ts';
import { shellBlocks } from '../support/shell-blocks.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const DOCUMENTS = globSync(['*.md', 'deploy/*.md', 'docs/**/*.md', 'bench/*.md'], { cwd: ROOT });
/** Whose commands are run by tests: documents-run.test.ts, api-document.test.ts. */
const WITH_COMMANDS = globSync(['*.md', 'deploy/*.md'], { cwd: ROOT }).filter((name) => name !== 'API.md');

/** Why a block of commands may stand in a document without being run. */
const REASONS = [
  'needs a container engine',
  'needs systemd',
  'needs a PostgreSQL server',
  'needs root and an empty machine',
  'needs root, and takes some minutes',
  'it is what the tests are run by',
  'installs and starts everything, as test/stories/fresh-clone.test.ts does',
];

describe('the documents', () => {
  it.each(DOCUMENTS)('lead to what is there: %s', (name) => {
    const links = [...withoutBlocks(read(name)).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link = '']) => link);
    const broken = links.filter((link) => !/^(?:https?:|mailto:)/u.test(link) && !isThere(name, link));
    expect(broken).toEqual([]);
  });

  it.each(WITH_COMMANDS)('say of each command that is not run why: %s', (name) => {
    const marks = shellBlocks(read(name)).flatMap(({ mark, line }) =>
      mark === null ? [] : [{ mark, line }],
    );
    expect(marks.filter(({ mark }) => !isAllowed(mark))).toEqual([]);
  });

  it('have no reason that nobody uses', () => {
    const used = new Set(WITH_COMMANDS.flatMap((name) => shellBlocks(read(name)).map(({ mark }) => mark)));
    expect(REASONS.filter((reason) => !used.has(`not run: ${reason}`))).toEqual([]);
  });
});

describe('DEPLOYMENT.md', () => {
  const section = sectionOf(read('DEPLOYMENT.md'), 'Every variable');
  const rows = new Map(
    section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => {
        const [names = '', preset = ''] = line.split(' | ');
        return [...names.matchAll(/`(\w+)`/gu)].map(([, variable = '']) => [variable, preset] as const);
      }),
  );

  it('has every variable, and no other', () => {
    const examples = [...read('.env.example').matchAll(/^#(\w+)=/gmu)].map(([, name = '']) => name);
    const known = new Set([...Object.keys(Variables.shape), ...examples]);
    expect([...rows.keys()].toSorted()).toEqual([...known].toSorted());
  });

  it('tells what each is where it is not set', () => {
    const presets = Object.entries(Variables.parse({})).filter(
      ([, value]) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
    );
    expect(presets.length).toBeGreaterThan(15);
    expect(presets.filter(([name, value]) => !rows.get(name)?.includes(`${value}`))).toEqual([]);
  });

  it('has every variable of Compose, too', () => {
    const table = sectionOf(read('DEPLOYMENT.md'), 'Way 1: Containers with everything');
    const told = [...table.matchAll(/^\| `(\w+)` \|/gmu)].map(([, name]) => name);
    const asked = [...read('compose.prod.yaml').matchAll(/\$\{(\w+)/gu)].map(([, name = '']) => name);
    const ofCompose = [...new Set(asked)].filter((name) => !(name in Variables.shape));
    expect(told.toSorted()).toEqual(ofCompose.toSorted());
  });

  it('names every check that is made before production', () => {
    const sources = globSync('src/operations/doctor/*.ts', { cwd: ROOT }).map(read).join('\n');
    const checks = new Set([...sources.matchAll(/'(production_\w+)'/gu)].map(([, name]) => name));
    const named = new Set(
      [...read('DEPLOYMENT.md').matchAll(/`(production_\w+)`/gu)].map(([, name]) => name),
    );
    expect([...named].toSorted()).toEqual([...checks].toSorted());
  });
});

describe('RUNBOOKS.md', () => {
  const text = read('RUNBOOKS.md');
  const pages = [...withoutBlocks(text).matchAll(/^## (.+)$/gmu)].map(([, title = '']) => title);

  it('opens with what to do in an incident', () => {
    expect(pages[0]).toBe('Incident response');
  });

  it('has a page of every alert, and of no other', () => {
    const alerts = [...read('deploy/prometheus/rules/alerts.yml').matchAll(/alert: (\w+)/gu)].map(
      ([, name]) => name,
    );
    const titles = pages.flatMap((title) =>
      title.startsWith('Alert: ') ? [title.slice('Alert: '.length)] : [],
    );
    expect(titles).toEqual(alerts);
  });

  it('names panels and dashboards that are there', () => {
    const dashboards = globSync('deploy/grafana/dashboards/*.json', { cwd: ROOT }).map(read).join('\n');
    const named = [...text.matchAll(/(?:panel|dashboard) \*([^*]+)\*/gu)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !dashboards.includes(`"title": "${name}"`))).toEqual([]);
  });

  it.each(pages.filter((title) => title !== 'Incident response'))(
    'says all that is to be said: %s',
    (title) => {
      const words = [...sectionOf(text, title).matchAll(/^\*\*(\w+)\.\*\*/gmu)].map(([, word]) => word);
      expect(words).toEqual(['Symptom', 'Check', 'Act', 'Verify', 'Exercise']);
    },
  );
});

describe('TROUBLESHOOTING.md', () => {
  const sources = globSync(['src/**/*.ts', 'launcher/*.mjs', 'web/src/**/*.tsx'], { cwd: ROOT })
    .filter((name) => !name.includes('.test.'))
    .map(read)
    .join('\n')
    .replaceAll(/['`] \+\n\s*['`]|\\(?=')/gu, '');
  const messages = [...read('TROUBLESHOOTING.md').matchAll(/^> (.+)$/gmu)].map(([, message = '']) => message);

  it('quotes messages', () => {
    expect(messages.length).toBeGreaterThan(20);
  });

  it.each(messages)('quotes what is really said: %s', (message) => {
    // What stands in the place of `…` is known when it is said.
    const parts = message
      .split('…')
      .map((part) => part.trim())
      .filter((part) => part.length > 3);
    expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
  });
});

function isAllowed(mark: string): boolean {
  const [, how, what = ''] = /^(not run|run by|run): (.+)$/u.exec(mark) ?? [];
  if (how === 'not run') return REASONS.includes(what);
  if (how === 'run by') return existsSync(join(ROOT, what));
  return how === 'run' && ['stopped', 'on an empty machine'].includes(what);
}

function isThere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(read(target)).has(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(document: string): ReadonlySet<string> {
  const headings = [...withoutBlocks(document).matchAll(/^#{1,6} (.+)$/gmu)].map(([, title = '']) => title);
  const anchors = new Set<string>();
  for (const title of headings) {
    const anchor = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/gu, '-');
    let free = anchor;
    for (let count = 1; anchors.has(free); count++) free = `${anchor}-${count}`;
    anchors.add(free);
  }
  return anchors;
}

function withoutBlocks(document: string): string {
  return document.replaceAll(/^([ \t]*)```[\s\S]*?^\1```$/gmu, '');
}

/** What stands under a heading of the second level. */
function sectionOf(document: string, title: string): string {
  return document.split(/^## /mu).find((section) => section.startsWith(`${title}\n`)) ?? '';
}
