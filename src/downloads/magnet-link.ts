const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The infohash that a magnet link names, 40 hex digits in lower case: v1's, else v2's cut to 20 bytes; null: none. */
export function infohashOfMagnet(url: string): string | null {
  if (!/^magnet:\?/i.test(url)) return null;
  const topics = [...new URLSearchParams(url.slice(url.indexOf('?')))]
    .filter(([name]) => /^xt(?:\.\d+)?$/i.test(name))
    .map(([, topic]) => topic.toLowerCase());
  return firstOf(topics, v1Infohash) ?? firstOf(topics, v2Infohash);
}

function firstOf(topics: readonly string[], read: (topic: string) => string | null): string | null {
  for (const topic of topics) {
    const infohash = read(topic);
    if (infohash !== null) return infohash;
  }
  return null;
}

function v1Infohash(topic: string): string | null {
  const hex = /^urn:btih:([0-9a-f]{40})$/.exec(topic)?.[1];
  const base32 = /^urn:btih:([a-z2-7]{32})$/.exec(topic)?.[1];
  return hex ?? (base32 === undefined ? null : hexOfBase32(base32));
}

/** A multihash: 12 is SHA-256, 20 its 32 bytes. */
function v2Infohash(topic: string): string | null {
  return /^urn:btmh:1220([0-9a-f]{40})[0-9a-f]{24}$/.exec(topic)?.[1] ?? null;
}

function hexOfBase32(text: string): string {
  const bits = [...text].map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
}
