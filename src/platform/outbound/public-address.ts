import ipaddr from 'ipaddr.js';

/**
 * What an address is that lies outside the public internet ("an address inside your network"); null for a public one.
 * `ownNetworks` are those of this machine's interfaces, as `192.168.1.5/24`: in IPv6 the neighbours have public addresses.
 */
export function nonPublicKind(text: string, ownNetworks: readonly string[]): string | null {
  if (!ipaddr.isValid(text)) return 'no address';
  const address = unwrapped(ipaddr.parse(text));
  const kind = KINDS[address.range()] ?? 'an address that is not of the public internet';
  if (METADATA.has(address.toString())) return "an address by which clouds tell a machine's secrets";
  if (kind !== PUBLIC) return kind;
  // What else there is in IPv6 was never given out, or leads back to IPv4.
  if (address instanceof ipaddr.IPv6 && !address.match(ipaddr.IPv6.parseCIDR('2000::/3')))
    return 'an address that is not of the public internet';
  return kindByNetworks(address, ownNetworks);
}

type Address = ReturnType<typeof ipaddr.parse>;

const PUBLIC = 'public';
const THIS_MACHINE = 'an address of this machine';
const YOUR_NETWORK = 'an address inside your network';

/** By the ranges of ipaddr.js. */
const KINDS: Readonly<Record<string, string>> = {
  unicast: PUBLIC,
  loopback: THIS_MACHINE,
  unspecified: THIS_MACHINE,
  private: YOUR_NETWORK,
  uniqueLocal: YOUR_NETWORK,
  linkLocal: YOUR_NETWORK,
  carrierGradeNat: YOUR_NETWORK,
  deprecatedSiteLocal: YOUR_NETWORK,
};

/** Amazon and most others, their containers, Google, Alibaba, Azure (a public range), Oracle. */
const METADATA = new Set([
  '169.254.169.254',
  '169.254.170.2',
  'fd00:ec2::254',
  'fd20:ce::254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
]);

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** An IPv4 address in IPv6 clothes is judged as what it is. */
function unwrapped(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

function kindByNetworks(address: Address, ownNetworks: readonly string[]): string | null {
  for (const network of ownNetworks) {
    const [own, prefix] = ipaddr.parseCIDR(network);
    if (own.toString() === address.toString()) return THIS_MACHINE;
    if (own instanceof ipaddr.IPv6 && address instanceof ipaddr.IPv6 && prefix >= 32) {
      if (address.match(own, prefix)) return YOUR_NETWORK;
    }
  }
  return null;
}
