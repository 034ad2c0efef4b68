import ipaddr from 'ipaddr.js';

/** Whether an address is in one of these addresses and networks, which must be valid; what is no address is in none. */
export function inNetworks(networks: readonly string[]): (address: string | undefined) => boolean {
  const ranges = networks.map((network) =>
    network.includes('/')
      ? ipaddr.parseCIDR(network)
      : ([ipaddr.process(network), ipaddr.process(network).kind() === 'ipv4' ? 32 : 128] as const),
  );
  return (address = '') => {
    if (ranges.length === 0 || !ipaddr.isValid(address)) return false;
    // An IPv4 address that came over an IPv6 socket is one still.
    const asked = ipaddr.process(address);
    return ranges.some(([range, bits]) => range.kind() === asked.kind() && asked.match(range, bits));
  };
}
