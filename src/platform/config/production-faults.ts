import { readDatabaseAddress } from '../database-address.ts';
import type { Variables } from './environment-files.ts';
import { EXAMPLE, MIN_SECRET_LENGTH, OWN_SECRETS, SECRETS } from './secrets.ts';

/** What keeps the program from starting with ENV=production. */
export function productionFaults(variables: Variables): readonly string[] {
  const faults: string[] = [];
  for (const name of OWN_SECRETS) {
    const value = variables[name];
    if (!value) faults.push(`${name} must be given when ENV=production`);
    else if (value.includes(EXAMPLE)) faults.push(`${name} still holds its example value`);
    else if (value.length < MIN_SECRET_LENGTH)
      faults.push(`${name} must have at least ${MIN_SECRET_LENGTH} characters`);
  }
  for (const name of SECRETS) {
    if (OWN_SECRETS.includes(name) || name === 'DATABASE_URL') continue;
    if (variables[name]?.includes(EXAMPLE)) faults.push(`${name} still holds its example value`);
  }
  const [server] = readDatabaseAddress(variables['DATABASE_URL'] ?? '')?.servers ?? [];
  if (server !== undefined) {
    const { password } = new URL(server.url);
    if (password === '') faults.push('DATABASE_URL has no password');
    else if (password.includes(EXAMPLE)) faults.push('DATABASE_URL still holds its example password');
  }
  return faults;
}
