import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { codeOf, messageOf } from '../../base/errors.ts';
import { EXAMPLE, SECRETS } from './secrets.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The files fill what the environment is silent about; the more special file wins. An empty value counts as not set. */
export function withEnvFiles(root: string, environment: Variables, faults: string[]): Record<string, string> {
  const read = (name: string): Variables => readEnvFile(join(root, name), faults);
  const general = { ...read('.env'), ...read('.env.local') };
  const mode = environment['ENV'] ?? general['ENV'];
  const merged: Variables = {
    ...read('.env'),
    ...(mode === 'production' ? read('.env.production') : {}),
    ...read('.env.local'),
    ...environment,
  };
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(merged)) {
    if (value !== undefined && (value !== '' || name === 'LOG_DIR')) kept[name] = value;
  }
  return kept;
}

/** A file that is not there says nothing; one that cannot be read is a fault, for it may hold the secrets. */
function readEnvFile(file: string, faults: string[]): Variables {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') faults.push(`${file} cannot be read: ${messageOf(error)}`);
    return {};
  }
}

/** Fills each secret that is named by `NAME_FILE`. */
export function withFiles(variables: Record<string, string>, faults: string[]): Variables {
  const filled = { ...variables };
  for (const name of SECRETS) {
    const file = variables[`${name}_FILE`];
    if (file === undefined) continue;
    try {
      const text = readFileSync(file, 'utf8').trim();
      if (text === '') faults.push(`${name}_FILE names ${file}, which is empty`);
      else filled[name] = text;
    } catch {
      faults.push(`${name}_FILE names ${file}, which cannot be read`);
    }
  }
  return filled;
}

/** Outside production an example value counts as not set. */
export function withoutExamples(variables: Variables, warnings: string[]): Variables {
  const kept: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(variables)) {
    if (SECRETS.includes(name) && value?.includes(EXAMPLE)) {
      warnings.push(`${name} still holds its example value and counts as not set.`);
    } else kept[name] = value;
  }
  return kept;
}
