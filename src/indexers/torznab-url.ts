import { Invalid } from '../base/errors.ts';

/** Prowlarr's second address and PHP servers answer at the path itself. */
const IS_ENDPOINT = /(?:\/api|\/api\/v\d+\/indexer\/\d+\/newznab|\.php)$/i;

/** The address that takes `?t=…`, from what people paste: with or without `/api`, with or without a query. */
export function torznabEndpoint(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw Invalid.field('url', 'The URL of an indexer begins with http:// or https://.');
  }
  const endpoint = new URL(url);
  endpoint.search = '';
  endpoint.hash = '';
  const path = endpoint.pathname.replace(/\/+$/, '');
  endpoint.pathname = IS_ENDPOINT.test(path) ? path : `${path}/api`;
  return endpoint.href;
}
