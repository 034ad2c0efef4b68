import { textKey } from '../../base/text.ts';

/** What opens a book and what closes it, in the order in which they are usually read. */
const OPENING: readonly RegExp[] = [
  /\bopening(?: credits)?\b/u,
  /\b(?:title|titel|intro)\b/u,
  /\b(?:dedication|epigraph|widmung)\b/u,
  /\b(?:foreword|preface|vorwort|preface|prefacio|avant propos|forord)\b/u,
  /\b(?:introduction|einleitung|einfuhrung|introduccion)\b/u,
  /\b(?:prologue|prolog|prologo)\b/u,
];
const CLOSING: readonly RegExp[] = [
  /\b(?:epilogue|epilog|epilogo|coda)\b/u,
  /\b(?:afterword|nachwort|postface|postscript|conclusion|authors note|note from the author)\b/u,
  /\b(?:appendix|glossary|anhang|notes)\b/u,
  /\b(?:acknowledge?ments|thanks|danksagung)\b/u,
  /\b(?:about the author|bonus|interview|extra|excerpt|preview)\b/u,
  /\b(?:outro|(?:end|closing)? ?credits|abspann|the end|end)\b/u,
];

/** Where a file without a number belongs by its name: below zero before all others, above zero after them. */
export function edgeRank(name: string): number {
  const key = textKey(name);
  const opening = OPENING.findIndex((form) => form.test(key));
  if (opening >= 0) return opening - OPENING.length;
  return CLOSING.findIndex((form) => form.test(key)) + 1;
}
