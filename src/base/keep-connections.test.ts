import { expect, it } from 'vitest';
import { keepConnections } from './keep-connections.ts';

it('keeps a connection as long as its settings are the same, and is not asked to forget it', () => {
  const kept = keepConnections<object>();
  const of = (id: number, url: string) => kept.of(id, [url, null], () => ({ url }));

  const first = of(1, 'http://a');
  expect(of(1, 'http://a')).toBe(first);
  expect(of(2, 'http://a')).not.toBe(first);
  const changed = of(1, 'http://b');
  expect(changed).toEqual({ url: 'http://b' });
  expect(of(1, 'http://a')).not.toBe(first);

  const again = of(1, 'http://a');
  kept.forget(1);
  kept.forget(3);
  expect(of(1, 'http://a')).not.toBe(again);
});
