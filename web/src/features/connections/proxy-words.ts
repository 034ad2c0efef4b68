import type { Indexer } from '../../things.ts';

/** How a connection is reached, where that is not the usual way. */
export function proxyWords(use: Indexer['proxy']): string {
  switch (use) {
    case 'default':
      return '';
    case 'direct':
      return 'reached directly · ';
    case 'own':
      return 'by a proxy of its own · ';
  }
}
