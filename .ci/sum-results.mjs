// Adds up vitest's JSON reports in a folder and prints "N passed, N failed"; ends with status 1 where anything failed.
// Called with the folder and the names of the steps that failed: one that failed without a failing test counts as one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of one failure: what is long is in the step's own output. */
const MOST_CHARACTERS = 3000;

const [folder, ...failedSteps] = process.argv.slice(2);
const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const passed = reports.reduce((sum, report) => sum + report.numPassedTests, 0);
const failedTests = reports.reduce((sum, report) => sum + report.numFailedTests, 0);
const failed = Math.max(failedTests, failedSteps.length);
const failures = reports.flatMap(({ testResults }) =>
  testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [`${name}: ${message}`]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`),
  ]),
);
for (const failure of failures) process.stdout.write(`\nFailed: ${failure.slice(0, MOST_CHARACTERS)}\n`);
for (const step of failedSteps) process.stdout.write(`Failed: ${step}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
