import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * An address, and of IPv6 the /64 that one household or server has, within which addresses cost nothing. Some proxies
 * write the port behind it (`198.51.100.5:1234`, `[2001:db8::1]:443`), which is another one for each connection.
 */
export function networkOf(text: string): string {
  const usual = usualIPv4(text);
  if (usual !== null) return usual;
  const address = parse(text);
  if (address === null) return 'unknown';
  return address instanceof ipaddr.IPv4 ? address.toString() : firstParts(address, 4);
}

/** What one attacker with many addresses has at most: of IPv4 a /24, of IPv6 a /48. */
export function wideNetworkOf(text: string): string {
  const address = parse(text);
  if (address === null) return 'unknown';
  return address instanceof ipaddr.IPv4
    ? `${address.octets.slice(0, 3).join('.')}.0/24`
    : firstParts(address, 3);
}

/** As people write it: without a port, and without the clothes that IPv4 wears on a socket of IPv6. */
export function plainAddress(text: string): string {
  return usualIPv4(text) ?? parse(text)?.toString() ?? text;
}

/** Each request asks several times, and reading what any address may look like takes long. */
function usualIPv4(text: string): string | null {
  const address = text.startsWith('::ffff:') ? text.slice(7) : text;
  return isIPv4(address) ? address : null;
}

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const address = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return ipaddr.isValid(address) ? ipaddr.process(address) : null;
}

/** Each part has 16 bits. */
function firstParts({ parts }: ipaddr.IPv6, count: number): string {
  const network = parts.slice(0, count).map((part) => part.toString(16));
  return `${network.join(':')}::/${16 * count}`;
}
