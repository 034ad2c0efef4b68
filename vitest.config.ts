import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Which test goes where: CONTRIBUTING.md. */
const PROJECTS: readonly TestProjectInlineConfiguration[] = [
  project('unit', ['src/**/*.test.ts'], { exclude: ['src/**/*.store.test.ts'], testTimeout: 20_000 }),
  project('store', ['src/**/*.store.test.ts'], { ...withDatabase(), testTimeout: 20_000 }),
  project('story', ['test/stories/**/*.test.ts'], { ...withDatabase(), testTimeout: 180_000 }),
  project('crash', ['test/crash/**/*.test.ts'], { testTimeout: 60_000 }),
  project('launcher', ['test/launcher/**/*.test.ts'], { testTimeout: 30_000 }),
  project('checks', ['test/checks/**/*.test.ts'], { ...withDatabase(), testTimeout: 30_000 }),
  project('fuzz', ['test/fuzz/**/*.test.ts'], { ...withDatabase(), testTimeout: 120_000 }),
  project('web', ['web/src/**/*.test.{ts,tsx}']),
];

/** What of the sources the tests must reach, in percent: in total and in each folder. */
const THRESHOLDS = { statements: 80, branches: 80, functions: 80, lines: 80 };

export default defineConfig({
  test: {
    projects: [...PROJECTS],
    // Most of their time tests wait for a program: a second one finds room beside them on two cores, too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/platform/tables.ts'],
      reporter: ['text', 'html', 'lcov', 'json-summary'],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
      thresholds: {
        ...THRESHOLDS,
        ...Object.fromEntries(sourceFolders().map((folder) => [`${folder}/**`, THRESHOLDS])),
      },
    },
  },
});

type TestOptions = NonNullable<TestProjectInlineConfiguration['test']>;

function project(name: string, include: string[], options: TestOptions = {}): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include, hookTimeout: 60_000, ...options } };
}

function withDatabase(): TestOptions {
  return { globalSetup: ['test/global-setup.ts'] };
}

/** Those that hold code: a new folder is under the rule from its first file on. */
function sourceFolders(): readonly string[] {
  return [...new Set(globSync('src/*/**/*.ts').map((file) => file.split('/').slice(0, 2).join('/')))];
}
