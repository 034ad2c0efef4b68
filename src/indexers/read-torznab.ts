import { setImmediate as otherWork } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import type { OutboundReply } from '../platform/outbound.ts';
import { createTorznabParser, type TorznabDocument } from './torznab-xml.ts';

/** Reads an answer piece by piece as it arrives, so that one of many megabytes never holds up the process. */
export async function readTorznab(
  reply: Pick<OutboundReply, 'body' | 'header'>,
  baseUrl: string,
): Promise<TorznabDocument> {
  const parser = createTorznabParser({ baseUrl });
  let decoder: TextDecoder | null = null;
  for await (const chunk of reply.body) {
    decoder ??= decoderFor(reply.header('content-type') ?? '', chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
    // What has arrived already would otherwise be read in one go.
    await otherWork();
  }
  if (decoder !== null) parser.write(decoder.decode());
  return parser.end();
}

/** HTTP's word about the charset goes before the document's own; an unknown one is read as UTF-8. */
function decoderFor(contentType: string, start: Uint8Array): TextDecoder {
  const declaration = new TextDecoder('latin1').decode(start.subarray(0, 200));
  const label =
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1] ??
    /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/i.exec(declaration)?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
