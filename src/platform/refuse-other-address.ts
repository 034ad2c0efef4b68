import { Invalid } from '../base/errors.ts';
import type { ProxyChoice } from './outbound/routes.ts';
import type { SecretBox } from './secret-box.ts';
import { openProxy, type StoredProxy } from './stored-proxy.ts';

interface Stored extends StoredProxy {
  readonly url: string;
  /** A key or a password. */
  readonly secret: Uint8Array | null;
}

interface Given {
  readonly url: string | undefined;
  readonly proxy: ProxyChoice | undefined;
  /** Undefined: the stored one stays. */
  readonly secret: string | undefined;
}

/**
 * Throws Invalid where a stored secret would go to another server, or through another proxy, than it was entered for:
 * whoever may change an address need not know the secret, and must not learn it by that.
 */
export function refuseOtherAddress(
  secretBox: SecretBox,
  { field, stored, given }: { readonly field: string; readonly stored: Stored; readonly given: Given },
): void {
  if (stored.secret === null || given.secret !== undefined) return;
  const isElsewhere = given.url !== undefined && new URL(given.url).origin !== new URL(stored.url).origin;
  if (isElsewhere || isOtherProxy(secretBox, stored, given.proxy))
    throw Invalid.field(field, 'must be given again for another address');
}

function isOtherProxy(secretBox: SecretBox, stored: StoredProxy, given: ProxyChoice | undefined): boolean {
  if (given === undefined || given === null || given === 'direct') return false;
  // Where nothing opens what is stored, it cannot be the same.
  const isReadable = stored.proxyEncrypted !== null && secretBox.keyOf(stored.proxyEncrypted) !== null;
  return !isReadable || openProxy(secretBox, stored) !== given;
}
