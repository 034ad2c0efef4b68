import type { Config } from '../../platform/config.ts';
import { redactSecrets } from '../../platform/redact-secrets.ts';

/** Of whatever name these parts are, its value is left out: also of settings that are still to come. */
const SECRET = /secret|password|key|token|dsn/i;

/** What the environment says, for an archive: without secrets, also within addresses. */
export function settingsOf(config: Config): object {
  const document: unknown = JSON.parse(JSON.stringify(config));
  return withoutSecrets(document) as object;
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET.test(name))
      .map(([name, each]) => [name, withoutSecrets(each)]),
  );
}
