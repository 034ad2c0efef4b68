import type { ServiceHealth } from './service-health.ts';

/** Tells of libraries that the operating system refuses to watch: what is new in them is found later. */
export function checkWatching(
  refused: readonly { readonly name: string; readonly reason: string }[],
): ServiceHealth {
  const names = refused.map(({ name }) => `"${name}"`).join(', ');
  const [reason = ''] = refused.map((each) => each.reason);
  return {
    status: 'degraded',
    detail: `Looked at now and then, instead of being watched: ${names}.`,
    error: `${reason}.`,
    what_to_do:
      'Raise the limit that is named, on the machine itself where this runs in a container, and start MAMcrawler again. Until then what is new is found some minutes later.',
  };
}
