import type { Values } from './variables.ts';

/** Sentences about settings that are sound, but do not do what whoever wrote them seems to think. */
export function doubtfulSettings(values: Values): readonly string[] {
  const warnings: string[] = [];
  if (values.TRUSTED_PROXIES.some((network) => network.endsWith('/0')))
    warnings.push('TRUSTED_PROXIES trusts every address: anybody can then pretend to come from another one.');
  if (values.PUBLIC_URL !== undefined && !isBelow(values.PUBLIC_URL, values.BASE_PATH))
    warnings.push(`PUBLIC_URL must lead to BASE_PATH: the program answers under ${values.BASE_PATH} only.`);
  if (values.OIDC_CLIENT_ID !== undefined && values.OIDC_ISSUER === undefined)
    warnings.push('OIDC_CLIENT_ID is set, but without OIDC_ISSUER nobody signs in by it.');
  for (const name of ['SECRET_KEY', 'API_KEY'] as const) {
    const previous = values[`${name}_PREVIOUS`];
    if (previous === undefined) continue;
    if (values[name] === undefined)
      warnings.push(`${name}_PREVIOUS is set, but without ${name} it is not used.`);
    else if (values[name] === previous)
      warnings.push(`${name}_PREVIOUS is the same as ${name}: set it to the value before, or remove it.`);
  }
  return warnings;
}

function isBelow(url: string, basePath: string): boolean {
  return new URL(url).pathname.replace(/\/*$/, '/') === basePath.replace(/\/*$/, '/');
}
