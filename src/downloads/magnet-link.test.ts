import { describe, expect, it } from 'vitest';
import { infohashOfMagnet } from './magnet-link.ts';

const HEX = 'fd98f3f22d2f1189eba6ac757820536597ae4562';
const BASE32 = '7WMPH4RNF4IYT25GVR2XQICTMWL24RLC';
const V2 = 'caf1e1c30e81cb361b9ee167c4aa64228a7fa4fa9f6105232b28ad099f3a302e';

describe('infohashOfMagnet', () => {
  it.each([
    ['hex', `magnet:?xt=urn:btih:${HEX}&dn=A+Christmas+Carol`, HEX],
    ['hex in capitals', `magnet:?xt=urn:btih:${HEX.toUpperCase()}`, HEX],
    ['base32', `magnet:?xt=urn:btih:${BASE32}`, HEX],
    ['base32 in small letters', `magnet:?xt=urn:btih:${BASE32.toLowerCase()}`, HEX],
    ['another order', `MAGNET:?dn=x&tr=http%3A%2F%2Ft&xt=urn%3Abtih%3A${HEX}`, HEX],
    ['numbered topics', `magnet:?xt.1=urn:sha1:abc&xt.2=urn:btih:${HEX}`, HEX],
    ['v2 alone, cut to 20 bytes', `magnet:?xt=urn:btmh:1220${V2}`, V2.slice(0, 40)],
    ['v1 before v2', `magnet:?xt=urn:btmh:1220${V2}&xt=urn:btih:${HEX}`, HEX],
  ])('reads %s', (_name, url, infohash) => {
    expect(infohashOfMagnet(url)).toBe(infohash);
  });

  it.each([
    '',
    'magnet:?dn=x',
    `http://x/?xt=urn:btih:${HEX}`,
    'magnet:?xt=urn:btih:abc',
    `magnet:?xt=urn:btih:${HEX}00`,
  ])('finds none in %j', (url) => {
    expect(infohashOfMagnet(url)).toBeNull();
  });
});
