/** Halves of a character, and NUL, as `JSON.stringify` writes them; backslashes before them come in pairs. */
const UNKEEPABLE = /(?<!\\)((?:\\\\)*)\\u(?:d[89a-f][0-9a-f]{2}|0000)/g;

/** Rows as one value for `json_to_recordset`; what PostgreSQL refuses within a text becomes a replacement character. */
export function jsonRows(rows: readonly object[]): string {
  const text = JSON.stringify(rows);
  return text.includes('\\ud') || text.includes('\\u0000') ? text.replace(UNKEEPABLE, '$1\\ufffd') : text;
}
