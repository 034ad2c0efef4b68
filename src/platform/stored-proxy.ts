import type { ProxyChoice } from './outbound/routes.ts';
import type { SecretBox } from './secret-box.ts';

/** How a service is reached, as its table keeps it: the address of a proxy may hold a password. */
export interface StoredProxy {
  readonly proxy: 'default' | 'direct' | 'own';
  readonly proxyEncrypted: Uint8Array | null;
}

export function sealProxy(secretBox: SecretBox, choice: ProxyChoice): StoredProxy {
  if (choice === null) return { proxy: 'default', proxyEncrypted: null };
  if (choice === 'direct') return { proxy: 'direct', proxyEncrypted: null };
  return { proxy: 'own', proxyEncrypted: secretBox.seal(choice) };
}

/** Throws Refused where the secret key is another one. */
export function openProxy(secretBox: SecretBox, { proxy, proxyEncrypted }: StoredProxy): ProxyChoice {
  if (proxyEncrypted !== null) return secretBox.open(proxyEncrypted);
  return proxy === 'direct' ? 'direct' : null;
}
