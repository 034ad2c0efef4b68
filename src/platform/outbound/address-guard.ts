import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Refused } from '../../base/errors.ts';
import { nonPublicKind } from './public-address.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a host name, as the machine's resolver gives them. */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** Keeps what strangers steer out of this machine and its network. */
export interface AddressGuard {
  /** Throws Refused for an address that is not of the public internet. `name` is what led to it. */
  check(address: string, name: string): void;
  /** The addresses of a name, or of a literal address, each of them checked. */
  resolve(hostname: string): Promise<readonly ResolvedAddress[]>;
}

export interface AddressGuardOptions {
  /** Of the names that strangers choose. */
  readonly lookup?: Lookup;
  /** `192.168.1.5/24`, of each interface; as they are at the moment. */
  readonly ownNetworks?: () => readonly string[];
}

export function createAddressGuard({
  lookup = (hostname) => systemLookup(hostname, { all: true }),
  ownNetworks = interfaceNetworks,
}: AddressGuardOptions): AddressGuard {
  function check(address: string, name: string): void {
    const kind = nonPublicKind(address, ownNetworks());
    if (kind === null) return;
    const what = address === name ? `${address} is ${kind}` : `${name} leads to ${address}, ${kind}`;
    throw new Refused(`${what}; only services that you set up may be there.`, { host: name });
  }
  return {
    check,
    async resolve(hostname) {
      const family = isIP(hostname);
      const addresses = family === 0 ? await lookup(hostname) : [{ address: hostname, family }];
      for (const { address } of addresses) check(address, hostname);
      return addresses;
    },
  };
}

function interfaceNetworks(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.flatMap(({ cidr }) => cidr ?? []),
  );
}
