const FIRST_SANE_YEAR = 1990;
const LAST_SANE_YEAR = 2200;
const UNIX_SECONDS = /^\d{9,10}$/;
const ISO_START = /^\d{4}-\d{2}-\d{2}/;
/** `Date.parse` by itself takes almost any number for a date. */
const RFC_822_START = /^(?:\p{L}+,?\s+)?\d{1,2}[\s-]\p{L}{3,}[\s-]\d{2,4}\b/u;
const ZONE = /(?:Z|GMT|UTC?|[ECMP][SD]T|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?$/i;

/** A date as feeds write it (RFC 822, ISO 8601, Unix seconds); one without a zone is UTC. Null: not a date. */
export function parseFeedDate(text: string): Date | null {
  const trimmed = text.trim();
  const date = new Date(UNIX_SECONDS.test(trimmed) ? Number(trimmed) * 1000 : Date.parse(zoned(trimmed)));
  const year = date.getUTCFullYear();
  return year >= FIRST_SANE_YEAR && year <= LAST_SANE_YEAR ? date : null;
}

function zoned(text: string): string {
  if (ISO_START.test(text)) {
    const iso = text.replace(/^(\S{10})\s+/, '$1T');
    return iso.includes('T') && !ZONE.test(iso.slice(11)) ? `${iso}Z` : iso;
  }
  if (!RFC_822_START.test(text)) return '';
  return ZONE.test(text) ? text : `${text} GMT`;
}
