import { type Check, fault, ok, warning } from './check.ts';

const FILES = 'Change it in the environment or in the file .env of the program, and start it again.';

/** Every fault of the configuration, and every doubt; one sentence where there is none. */
export function checkConfiguration({
  faults,
  warnings,
}: {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}): readonly Check[] {
  if (faults.length + warnings.length === 0) return [ok('configuration', 'What is configured can be used.')];
  return [
    ...faults.map((sentence) => fault('configuration', `${sentence}.`, FILES)),
    ...warnings.map((sentence) => warning('configuration', sentence, FILES)),
  ];
}
