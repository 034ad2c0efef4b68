/** What a change was done to: `indexers/3`; of a creation the id of what came to be. */
export function auditSubject(path: string, params: unknown, answer: unknown): string | null {
  const places = path.split('/').filter((part) => part !== '' && part !== 'api');
  const last = places.findLastIndex((part) => part.startsWith('{'));
  if (last >= 0) {
    const named = places.slice(0, last + 1).map((part) => textOf(params, part) ?? part);
    return named.join('/');
  }
  const id = textOf(answer, '{id}');
  return places.length === 0 ? null : [...places, ...(id === null ? [] : [id])].join('/');
}

function textOf(values: unknown, part: string): string | null {
  if (!part.startsWith('{') || typeof values !== 'object' || values === null) return null;
  const [, value] = Object.entries(values).find(([name]) => `{${name}}` === part) ?? [];
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}
