import type { Variables as Given } from './environment-files.ts';
import { SECRETS, WITHOUT_EFFECT } from './secrets.ts';
import { Variables } from './variables.ts';

/** A variable that the program knows, as it may be shown to whoever helps. */
export interface DescribedVariable {
  readonly name: string;
  readonly isSet: boolean;
  /** Null where it is not set, or tells of a person, a machine or a secret. */
  readonly value: string | null;
}

/** Only of these the value is told: they name nobody and no place. */
const HARMLESS =
  /^(?:ENV|MAMCRAWLER_ROLE|DRAIN_SECONDS|PORT|BASE_PATH|LOG_LEVEL|SLOW_QUERY_MS|INTEGRITY_CHECK_DAYS|RATE_LIMIT_\w+|OIDC_(?:SCOPES|DEFAULT_ROLE|LINK_BY_EMAIL)|BACKUP_(?:SCHEDULE|VERIFY_SCHEDULE|KEEP_\w+))$/;

/** Every known variable, whether it is set, and the value of harmless ones. */
export function describeVariables(given: Given): readonly DescribedVariable[] {
  const files = SECRETS.map((name) => `${name}_FILE`);
  const names = new Set([...Object.keys(Variables.shape), ...SECRETS, ...files, ...WITHOUT_EFFECT]);
  return [...names].sort().map((name) => {
    const value = given[name];
    return {
      name,
      isSet: value !== undefined,
      value: value !== undefined && HARMLESS.test(name) ? value : null,
    };
  });
}
