import { describe, expect, it } from 'vitest';
import { networkOf, plainAddress, wideNetworkOf } from './network-of.ts';

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['198.51.100.5:1234', '198.51.100.5'],
    ['[2001:db8:1:2::7]:443', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::7]', '2001:db8:1:2::/64'],
    ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
    ['unknown:80', 'unknown'],
    ['', 'unknown'],
    ['unknown', 'unknown'],
    ['203.0.113.7, 10.0.0.1', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('wideNetworkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['203.0.113.99:1234', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2::1', '2001:db8:1::/48'],
    ['2001:db8:1:ffff::1', '2001:db8:1::/48'],
    ['2001:db8:2::1', '2001:db8:2::/48'],
    ['elsewhere', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(wideNetworkOf(address)).toBe(network);
  });
});

describe('plainAddress', () => {
  it.each([
    ['::ffff:192.168.1.7', '192.168.1.7'],
    ['198.51.100.5:1234', '198.51.100.5'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['2001:0db8:0:0::1', '2001:db8::1'],
    ['no address', 'no address'],
  ])('of %s is %s', (text, address) => {
    expect(plainAddress(text)).toBe(address);
  });
});
