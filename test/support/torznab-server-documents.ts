export interface ServedRelease {
  readonly title: string;
  /** The `.torrent`, or the magnet link to which its link redirects. */
  readonly torrent: Uint8Array | { readonly magnet: string };
  readonly guid?: string;
  readonly author?: string;
  readonly bookTitle?: string;
  readonly sizeBytes?: number;
  /** Null: it does not say. */
  readonly seeders?: number | null;
  readonly leechers?: number;
  readonly categories?: readonly number[];
  /** Further `torznab:attr`: `language`, `infohash`, `minimumseedtime` … */
  readonly attributes?: Readonly<Record<string, string>>;
}

export function capsXml({
  maxLimit,
  bookSearch,
}: {
  readonly maxLimit: number;
  readonly bookSearch: boolean;
}) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<caps>
  <server title="Test indexer"/>
  <limits default="${maxLimit}" max="${maxLimit}"/>
  <searching>
    <search available="yes" supportedParams="q"/>
    <tv-search available="no" supportedParams="q"/>
    <book-search available="${bookSearch ? 'yes' : 'no'}" supportedParams="${bookSearch ? 'q,title,author' : 'q'}"/>
  </searching>
  <categories>
    <category id="3000" name="Audio"><subcat id="3030" name="Audio/Audiobook"/></category>
    <category id="7000" name="Books"><subcat id="7020" name="Books/EBook"/></category>
    <category id="100013" name="AudioBooks"/>
  </categories>
  <tags><tag name="freeleech" description="FreeLeech"/></tags>
</caps>`;
}

export function errorXml(code: number, description: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<error code="${code}" description="${escaped(description)}"/>`;
}

/** `odd`: with a byte order mark, undefined entities, bare enclosures and a relative link. */
export function feedXml(
  releases: readonly ServedRelease[],
  { linkOf, odd }: { readonly linkOf: (release: ServedRelease) => string; readonly odd: boolean },
): string {
  const items = releases.map((release) => itemXml(release, linkOf(release), odd)).join('');
  return `${odd ? '\uFEFF' : ''}<?xml version="1.0" encoding="UTF-8"?>
<rss version="1.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:torznab="http://torznab.com/schemas/2015/feed">
 <channel>
  <atom:link href="http://localhost/" rel="self" type="application/rss+xml"/>
  <title>Test indexer</title>${items}
 </channel>
</rss>`;
}

function itemXml(release: ServedRelease, link: string, odd: boolean): string {
  const { sizeBytes = 1_000_000, seeders = 5, leechers = 1, categories = [3030] } = release;
  const attributes: readonly (readonly [string, string])[] = [
    ...categories.map((category) => ['category', String(category)] as const),
    ...(release.author === undefined ? [] : [['author', release.author] as const]),
    ...(release.bookTitle === undefined ? [] : [['booktitle', release.bookTitle] as const]),
    ...(seeders === null
      ? []
      : [['seeders', String(seeders)] as const, ['peers', String(seeders + leechers)] as const]),
    ...Object.entries(release.attributes ?? {}),
  ];
  const address = odd ? link.replace(/^https?:\/\/[^/]+/, '') : link;
  const title = odd ? `${escaped(release.title)}&nbsp;&eacute;dition` : escaped(release.title);
  return `
  <item>
   <title>${title}</title>
   <guid>${escaped(release.guid ?? `https://tracker.example/t/${encodeURIComponent(release.title)}`)}</guid>
   <comments>https://tracker.example/t/${encodeURIComponent(release.title)}</comments>
   <pubDate>Fri, 24 Dec 2021 18:00:00 +0000</pubDate>
   ${odd ? '' : `<size>${sizeBytes}</size>`}
   <link>${escaped(address)}</link>
   <enclosure url="${escaped(address)}" ${odd ? '' : `length="${sizeBytes}" type="application/x-bittorrent"`}/>
   ${attributes.map(([name, value]) => `<torznab:attr name="${name}" value="${escaped(value)}"/>`).join('')}
  </item>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
