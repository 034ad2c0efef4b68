import { describe, expect, it } from 'vitest';
import { addUpTraffic, ratioOf } from './tracker-traffic.ts';

const traffic = (uploadedBytes: number, downloadedBytes: number) => ({ uploadedBytes, downloadedBytes });
const TORRENTS = new Map([
  ['a', traffic(10, 100)],
  ['b', traffic(40, 100)],
]);

describe('the traffic of trackers', () => {
  it('is added up by host, a torrent once, without the key in the address', () => {
    const addresses = new Map([
      ['https://one.example/secret-key/announce', ['a', 'b']],
      ['https://one.example:8443/secret-key/announce', ['b']],
      ['udp://two.example:80/announce', ['a', 'of another category']],
    ]);

    expect(addUpTraffic(TORRENTS, addresses)).toEqual([
      { tracker: 'one.example', ...traffic(50, 200) },
      { tracker: 'two.example', ...traffic(10, 100) },
    ]);
  });

  it('leaves out what is no address, and trackers without a torrent of ours', () => {
    const addresses = new Map([
      ['no address', ['a']],
      ['https://one.example/announce', ['elsewhere']],
    ]);

    expect(addUpTraffic(TORRENTS, addresses)).toEqual([]);
  });

  it('ends with the twenty that matter most', () => {
    const torrents = new Map(Array.from({ length: 30 }, (_, at) => [`t${at}`, traffic(at, 0)]));
    const addresses = new Map(Array.from({ length: 30 }, (_, at) => [`udp://h${at}.example/`, [`t${at}`]]));

    const found = addUpTraffic(torrents, addresses);

    expect(found).toHaveLength(20);
    expect(found[0]?.tracker).toBe('h29.example');
  });

  it('makes a ratio where something was received', () => {
    expect(ratioOf(traffic(50, 200))).toBe(0.25);
    expect(ratioOf(traffic(50, 0))).toBeNull();
  });
});
