import type { testUnsavedDownloadClient } from '../../../../src/contract/download-clients.ts';
import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import type { DownloadClient } from '../../things.ts';
import { type ProxyDraft, proxyBodyOf, proxyDraftOf } from './proxy-draft.ts';

/** The form of a download client. */
export interface DownloadClientDraft {
  readonly name: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly category: string;
  readonly mappings: readonly { readonly remote: string; readonly local: string }[];
  readonly enabled: boolean;
  readonly proxy: ProxyDraft;
}

export function draftOf(client: DownloadClient | undefined): DownloadClientDraft {
  return {
    name: client?.name ?? '',
    url: client?.url ?? '',
    username: client?.username ?? '',
    password: '',
    category: client?.category ?? 'audiobooks',
    mappings: client?.path_mappings ?? [],
    enabled: client?.enabled ?? true,
    proxy: proxyDraftOf(client?.proxy),
  };
}

/** The same as the server takes it; without a typed password the saved one stays. */
export function toBody(
  draft: DownloadClientDraft,
  saved: DownloadClient | undefined,
): BodyInput<typeof testUnsavedDownloadClient> {
  return {
    kind: 'qbittorrent',
    name: draft.name,
    url: draft.url,
    username: draft.username,
    category: draft.category,
    path_mappings: draft.mappings.filter(({ remote, local }) => remote.trim() !== '' || local.trim() !== ''),
    enabled: draft.enabled,
    ...(draft.password === '' ? {} : { password: draft.password }),
    ...proxyBodyOf(draft.proxy, saved?.proxy),
  };
}
