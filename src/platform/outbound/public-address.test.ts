import { describe, expect, it } from 'vitest';
import { nonPublicKind } from './public-address.ts';

const MACHINE = 'an address of this machine';
const NETWORK = 'an address inside your network';
const NOT_PUBLIC = 'an address that is not of the public internet';
const METADATA = "an address by which clouds tell a machine's secrets";

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:800::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('of the public internet may be asked: %s', (address) => {
    expect(nonPublicKind(address, [])).toBeNull();
  });

  it.each([
    ['127.0.0.1', MACHINE],
    ['127.255.255.254', MACHINE],
    ['0.0.0.0', MACHINE],
    ['0.1.2.3', MACHINE],
    ['::1', MACHINE],
    ['::', MACHINE],
    ['::ffff:127.0.0.1', MACHINE],
    ['::ffff:7f00:1', MACHINE],
    ['::127.0.0.1', MACHINE],
    ['64:ff9b::7f00:1', MACHINE],
    ['10.0.0.5', NETWORK],
    ['172.16.0.1', NETWORK],
    ['172.31.255.255', NETWORK],
    ['192.168.178.1', NETWORK],
    ['169.254.1.1', NETWORK],
    ['100.64.0.1', NETWORK],
    ['100.127.255.255', NETWORK],
    ['fc00::1', NETWORK],
    ['fdff::1', NETWORK],
    ['fe80::1', NETWORK],
    ['fe80::1%eth0', NETWORK],
    ['fec0::1', NETWORK],
    ['::ffff:192.168.0.1', NETWORK],
    ['64:ff9b::a00:1', NETWORK],
    ['169.254.169.254', METADATA],
    ['::ffff:169.254.169.254', METADATA],
    ['64:ff9b::a9fe:a9fe', METADATA],
    ['fd00:ec2::254', METADATA],
    ['100.100.100.200', METADATA],
    ['168.63.129.16', METADATA],
    ['224.0.0.1', NOT_PUBLIC],
    ['239.255.255.250', NOT_PUBLIC],
    ['255.255.255.255', NOT_PUBLIC],
    ['240.0.0.1', NOT_PUBLIC],
    ['192.0.2.1', NOT_PUBLIC],
    ['198.51.100.1', NOT_PUBLIC],
    ['203.0.113.1', NOT_PUBLIC],
    ['198.18.0.1', NOT_PUBLIC],
    ['192.0.0.1', NOT_PUBLIC],
    ['192.88.99.1', NOT_PUBLIC],
    ['ff02::1', NOT_PUBLIC],
    ['2001:db8::1', NOT_PUBLIC],
    ['2002:7f00:1::', NOT_PUBLIC],
    ['2002:808:808::', NOT_PUBLIC],
    ['2001::1', NOT_PUBLIC],
    ['64:ff9b:1::7f00:1', NOT_PUBLIC],
    ['::7f00:1', NOT_PUBLIC],
    ['::ffff:0:127.0.0.1', NOT_PUBLIC],
    ['100::1', NOT_PUBLIC],
    ['4000::1', NOT_PUBLIC],
    ['no address at all', 'no address'],
    ['', 'no address'],
  ])('that is not is told as what it is: %s', (address, kind) => {
    expect(nonPublicKind(address, [])).toBe(kind);
  });

  it('of this machine or of its neighbours counts as such, though it is public', () => {
    const own = ['127.0.0.1/8', '5.9.10.11/24', '2a01:4f8:1:2::1/64', '2a02::1/0'];

    expect(nonPublicKind('5.9.10.11', own)).toBe(MACHINE);
    expect(nonPublicKind('::ffff:5.9.10.11', own)).toBe(MACHINE);
    expect(nonPublicKind('2a01:4f8:1:2::1', own)).toBe(MACHINE);
    expect(nonPublicKind('2a01:4f8:1:2:ffff::9', own)).toBe(NETWORK);
    expect(nonPublicKind('2a01:4f8:1:3::1', own)).toBeNull();
    expect(nonPublicKind('5.9.10.12', own)).toBeNull();
  });
});
