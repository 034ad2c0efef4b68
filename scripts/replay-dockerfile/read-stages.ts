import {
  type Arg,
  type Copy,
  type Dockerfile,
  DockerfileParser,
  type Env,
  type From,
  type Instruction,
} from 'dockerfile-ast';

/** One instruction. */
export interface Step {
  readonly keyword: string;
  readonly flags: Readonly<Record<string, string>>;
  /** All after the flags, its lines joined, variables not filled in. */
  readonly text: string;
  /** The words where they are a JSON list, else null. */
  readonly list: readonly string[] | null;
  /** What ENV, ARG and LABEL set. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly name: string;
  /** The name of an earlier stage, or of an image. */
  readonly from: string;
  readonly steps: readonly Step[];
}

/** The stages of a Dockerfile in their order; the arguments before the first are filled into their bases. */
export function readStages(text: string): readonly Stage[] {
  const parsed = DockerfileParser.parse(text);
  const presets = Object.assign({}, ...parsed.getInitialARGs().map(valuesOf));
  return parsed.getFROMs().map((from, at) => ({
    name: from.getBuildStage() ?? String(at),
    from: fillIn(from.getImage() ?? '', presets),
    steps: stepsOf(parsed, from).map(stepOf),
  }));
}

/** `$NAME` and `${NAME}` by their values; an unknown one by nothing, as a build does it. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/gu, (_, braced, bare) => values[braced ?? bare] ?? '');
}

function stepsOf(parsed: Dockerfile, from: From): readonly Instruction[] {
  const all = parsed.getInstructions();
  const begin = all.findIndex((each) => each.getRange().start.line === from.getRange().start.line) + 1;
  const end = all.findIndex((each, at) => at >= begin && each.getKeyword() === 'FROM');
  return all.slice(begin, end === -1 ? undefined : end);
}

function stepOf(instruction: Instruction): Step {
  // Which of them an instruction has depends on its kind.
  const { getFlags, getJSONStrings }: Partial<Copy> = instruction as object;
  const flags = getFlags?.call(instruction) ?? [];
  const strings = getJSONStrings?.call(instruction) ?? [];
  return {
    keyword: instruction.getKeyword(),
    flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
    text: joined(instruction.getRawArgumentsContent() ?? '').replace(/^(?:--\S+\s+)+/u, ''),
    list: strings.length === 0 ? null : strings.map((each) => each.getJSONValue()),
    values: valuesOf(instruction),
  };
}

function joined(text: string): string {
  const lines = text.split('\n').filter((line) => !/^\s*#/u.test(line));
  return lines.join('\n').replace(/\\\n\s*/gu, '');
}

function valuesOf(instruction: Instruction): Record<string, string> {
  const { getProperties, getProperty }: Partial<Env & Arg> = instruction as object;
  const single = getProperty?.call(instruction);
  const properties = getProperties?.call(instruction) ?? (single ? [single] : []);
  return Object.fromEntries(properties.map((each) => [each.getName(), each.getValue() ?? '']));
}
