/** A shell block of a document. */
export interface ShellBlock {
  readonly commands: string;
  /** The HTML comment on the line before: `not run: …`, `run by: …`, `run: …`; null where there is none. */
  readonly mark: string | null;
  /** The `text` block after it: what the document says that is printed. */
  readonly told: string | null;
  readonly line: number;
}

/** Other blocks are passed over as a whole: what stands in them is no block. */
const BLOCK =
  /(?:^[ \t]*<!-- (.+?) -->\n)?^([ \t]*)```sh\n([\s\S]*?)^\2```\n(?:\n\2```text\n([\s\S]*?)^\2```\n)?|^[ \t]*```[\s\S]*?^[ \t]*```$/gmu;

/** All `sh` blocks of a Markdown document, in their order. */
export function shellBlocks(document: string): readonly ShellBlock[] {
  const blocks: ShellBlock[] = [];
  for (const match of document.matchAll(BLOCK)) {
    const [whole, mark, indent = '', commands, told] = match;
    if (commands === undefined) continue;
    const outdent = (text: string) => text.replaceAll(new RegExp(`^${indent}`, 'gmu'), '');
    const line = document.slice(0, match.index + whole.indexOf('```sh')).split('\n').length;
    blocks.push({
      commands: outdent(commands),
      mark: mark ?? null,
      told: told === undefined ? null : outdent(told),
      line,
    });
  }
  return blocks;
}
