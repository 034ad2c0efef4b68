import type { Indexer } from '../../things.ts';

/** How a service is reached, as the form has it. */
export interface ProxyDraft {
  readonly use: Indexer['proxy'];
  /** Of a proxy of its own; empty keeps the saved one, which nobody gets back. */
  readonly address: string;
}

export function proxyDraftOf(saved: Indexer['proxy'] | undefined): ProxyDraft {
  return { use: saved ?? 'default', address: '' };
}

/** The same as the server takes it; nothing where the saved proxy stays. */
export function proxyBodyOf(
  draft: ProxyDraft,
  saved: Indexer['proxy'] | undefined,
): { readonly proxy?: string | null } {
  switch (draft.use) {
    case 'default':
      return saved === undefined ? {} : { proxy: null };
    case 'direct':
      return { proxy: 'direct' };
    case 'own':
      return keepsSavedProxy(draft, saved) ? {} : { proxy: draft.address.trim() };
  }
}

/** Whether the proxy is one that only the server knows: what is not saved yet cannot be tested with it. */
export function keepsSavedProxy(draft: ProxyDraft, saved: Indexer['proxy'] | undefined): boolean {
  return draft.use === 'own' && saved === 'own' && draft.address.trim() === '';
}

export function isProxyChanged(draft: ProxyDraft, saved: Indexer['proxy'] | undefined): boolean {
  return draft.use !== (saved ?? 'default') || (draft.use === 'own' && !keepsSavedProxy(draft, saved));
}
