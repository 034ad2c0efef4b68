import { splitNames } from '../person-names.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { LIKELY, peopleLikeness, personLikeness, SURE } from './person-likeness.ts';

/** Who reads it, and the parts of the name that are left. */
export interface Read {
  readonly narrators: Found<readonly string[]> | null;
  readonly parts: readonly NamePart[];
  readonly ignored: readonly { readonly from: string; readonly why: string }[];
}

export function takeNarrators(parts: readonly NamePart[], hasAuthor: boolean): Read {
  const named = parts.filter(
    (part): part is Extract<NamePart, { kind: 'narrators' }> => part.kind === 'narrators',
  );
  const left: NamePart[] = [];
  const ignored: { from: string; why: string }[] = [];
  let beside: Found<readonly string[]> | null = null;
  let texts = 0;
  for (const [at, part] of parts.entries()) {
    const isTitled =
      texts > 0 || parts[0]?.kind === 'series' || (parts[0]?.kind === 'year' && part.kind === 'aside');
    const reader = isTitled && hasAuthor ? readerIn(part, at, parts) : null;
    if (reader) beside ??= reader;
    else if (part.kind === 'text' && part.joint === 'bullet' && isTitled)
      ignored.push({ from: part.from, why: 'a remark behind a bullet' });
    else left.push(part);
    if (part.kind === 'text' || part.kind === 'series') texts += 1;
  }
  const names = named.flatMap((part) => part.names);
  return {
    narrators:
      names.length > 0
        ? found([...new Set(names)], named.map(({ from }) => from).join(', '), 'marked as reader')
        : beside,
    parts: left.filter(({ kind }) => kind !== 'narrators'),
    ignored,
  };
}

/** A person beside author and title: in brackets, behind a year or bullet, or at the very end. */
function readerIn(part: NamePart, at: number, parts: readonly NamePart[]): Found<readonly string[]> | null {
  const isDated = parts[at - 1]?.kind === 'year';
  if (
    part.kind === 'aside' &&
    peopleLikeness(part.text) >= (part.bracket === '[' && !isDated ? SURE : LIKELY)
  )
    return found(splitNames(part.text), part.from, 'a person in brackets behind the title');
  if (part.kind !== 'text') return null;
  const isApart = part.joint === 'bullet' || (part.joint === 'bracket' && parts[at - 1]?.kind === 'year');
  if (isApart && peopleLikeness(part.text) >= LIKELY)
    return found(splitNames(part.text), part.from, 'a person behind the year');
  const isLast = !parts.slice(at + 1).some(({ kind }) => kind === 'text' || kind === 'series');
  const isLoose = part.joint === 'dash' && isLast && personLikeness(part.text) === SURE;
  const before = parts.slice(0, at).filter(({ kind }) => kind === 'text');
  return isLoose && before.length > 0
    ? found(splitNames(part.text), part.from, 'a person behind the title')
    : null;
}
