import type { Dispatcher } from 'undici';
import type { AppError } from '../../base/errors.ts';
import type { OutboundReply } from '../outbound.ts';

/** The answer as it comes, cut off at a size. Compressed bytes stay what they are: nothing swells here. */
export function presentReply(
  reply: Dispatcher.ResponseData,
  maxBytes: number,
  failure: (error: unknown) => AppError,
): OutboundReply {
  async function* limited(): AsyncGenerator<Uint8Array> {
    let received = 0;
    try {
      for await (const chunk of reply.body) {
        received += chunk.length;
        if (received > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
        yield chunk;
      }
    } catch (error) {
      throw failure(error);
    }
  }
  const body = limited();
  const bytes = async () => Buffer.concat(await Array.fromAsync(body));
  const headers = (name: string): readonly string[] => {
    const value = reply.headers[name.toLowerCase()];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  return {
    status: reply.statusCode,
    header: (name) => headers(name)[0] ?? null,
    headers,
    headerNames: Object.keys(reply.headers),
    body,
    bytes,
    text: async () => new TextDecoder().decode(await bytes()),
  };
}
