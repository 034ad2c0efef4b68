import { expect, it } from 'vitest';
import { inNetworks } from './in-networks.ts';

it.each<[string | undefined, readonly string[], boolean]>([
  ['10.1.2.3', ['10.0.0.0/8'], true],
  ['11.1.2.3', ['10.0.0.0/8'], false],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['10.1.2.3', ['::ffff:10.1.2.3'], true],
  ['127.0.0.1', ['127.0.0.1'], true],
  ['127.0.0.2', ['127.0.0.1'], false],
  ['::1', ['127.0.0.0/8', '::1'], true],
  ['2001:db8::7', ['2001:db8::/32'], true],
  ['2001:db8::7', ['0.0.0.0/0'], false],
  ['10.1.2.3', [], false],
  ['unknown', ['0.0.0.0/0'], false],
  [undefined, ['0.0.0.0/0'], false],
])('%s is in %j: %s', (address, networks, expected) => {
  expect(inNetworks(networks)(address)).toBe(expected);
});
