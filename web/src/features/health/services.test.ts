import { describe, expect, it } from 'vitest';
import { servicesOf, serviceWords } from './services.ts';

describe('the services', () => {
  it('come with what is worst first, else as the server orders them', () => {
    const services = {
      database: { status: 'healthy' },
      jobs: { status: 'degraded' },
      disk: { status: 'unhealthy' },
      indexers: { status: 'healthy' },
    } as const;

    expect(servicesOf({ services }).map(([name]) => name)).toEqual(['disk', 'jobs', 'database', 'indexers']);
  });

  it.each([
    ['download_clients', 'Download clients'],
    ['redis', 'Redis'],
    ['oidc', 'OpenID Connect'],
  ])('%s is called %s', (name, words) => {
    expect(serviceWords(name)).toBe(words);
  });
});
