import { within } from '../../base/within.ts';
import { messageToTell } from '../../platform/describe-error.ts';
import { type Check, fault, ok, skipped } from './check.ts';

/** An indexer or a download client, and how it is asked. */
export interface ServiceToTest {
  readonly name: string;
  /** May throw where its credentials cannot be opened. */
  test(): Promise<{ readonly ok: boolean; readonly detail: string }>;
}

const PATIENCE_MS = 15_000;

const MEND =
  'Correct its address and credentials on the page Settings, and look whether it runs and can be reached from here.';

/** Whether each lets us in; all are asked at once. */
export async function checkServices(
  name: 'download_clients' | 'indexers',
  services: readonly ServiceToTest[],
  patienceMs = PATIENCE_MS,
): Promise<readonly Check[]> {
  if (services.length === 0) return [skipped(name, `There are no ${name.replace('_', ' ')} yet.`)];
  return Promise.all(services.map((service) => checkService(name, service, patienceMs)));
}

async function checkService(name: string, service: ServiceToTest, patienceMs: number): Promise<Check> {
  try {
    const { ok: isWell, detail } = await within(patienceMs, Promise.try(service.test));
    return isWell
      ? ok(name, `${service.name}: ${detail}`)
      : fault(name, `${service.name}: ${messageToTell(detail)}`, MEND);
  } catch (error) {
    return fault(name, `${service.name}: ${messageToTell(error)}`, MEND);
  }
}
