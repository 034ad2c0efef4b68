/** A line longer than that is no answer to anything: only its beginning is kept in memory. */
const MAX_LINE_BYTES = 1024 * 1024;

/** A line of what is read, or that it was too long to be kept. */
export type Line = { readonly text: string } | { readonly tooLong: true };

/** The lines of a stream, in constant memory; what is not UTF-8 is replaced. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<Line> {
  let kept: Uint8Array[] = [];
  let length = 0;
  const end = (): Line => {
    const line =
      length > maxBytes ? { tooLong: true as const } : { text: Buffer.concat(kept).toString('utf8') };
    kept = [];
    length = 0;
    return line;
  };
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > maxBytes) kept = [];
    else kept.push(part);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, at));
      yield end();
      from = at + 1;
    }
    keep(chunk.subarray(from));
  }
  if (length > 0) yield end();
}

const NEWLINE = 0x0a;
