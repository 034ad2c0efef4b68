import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where a provider of the tests keeps one kind of thing; its own warns that it is not for use. */
export function createOidcAdapter(): Adapter {
  const kept = new Map<string, AdapterPayload>();
  const find = (holds: (payload: AdapterPayload) => boolean) => [...kept.values()].find(holds);
  return {
    upsert: async (id, payload) => void kept.set(id, payload),
    find: async (id) => kept.get(id),
    findByUid: async (uid) => find((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = kept.get(id);
      if (payload !== undefined) kept.set(id, { ...payload, consumed: Math.floor(Date.now() / 1000) });
    },
    destroy: async (id) => void kept.delete(id),
    async revokeByGrantId(grantId) {
      for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id);
    },
  };
}
