import { describe, expect, it } from 'vitest';
import { Invalid } from '../base/errors.ts';
import { torznabEndpoint } from './torznab-url.ts';

describe('torznabEndpoint', () => {
  it.each([
    ['http://prowlarr:9696/7/api', 'http://prowlarr:9696/7/api'],
    ['http://prowlarr:9696/7', 'http://prowlarr:9696/7/api'],
    ['http://prowlarr:9696/7/', 'http://prowlarr:9696/7/api'],
    ['http://prowlarr:9696/7/api/', 'http://prowlarr:9696/7/api'],
    ['http://prowlarr:9696/base/7/api?t=caps&apikey=KEY', 'http://prowlarr:9696/base/7/api'],
    ['http://prowlarr:9696/api/v1/indexer/7/newznab', 'http://prowlarr:9696/api/v1/indexer/7/newznab'],
    [
      'http://jackett:9117/api/v2.0/indexers/all/results/torznab/',
      'http://jackett:9117/api/v2.0/indexers/all/results/torznab/api',
    ],
    ['https://indexer.example', 'https://indexer.example/api'],
    ['https://indexer.example/api.php', 'https://indexer.example/api.php'],
  ])('makes %s into %s', (given, endpoint) => {
    expect(torznabEndpoint(given)).toBe(endpoint);
  });

  it.each(['', 'indexer.example', 'ftp://indexer.example', 'file:///etc/passwd'])('refuses %j', (given) => {
    expect(() => torznabEndpoint(given)).toThrow(Invalid);
  });
});
