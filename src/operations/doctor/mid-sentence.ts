/** The name of a place in the middle of a sentence: `the library "Books"`. */
export function midSentence(name: string): string {
  return name.replace(/^The /u, 'the ');
}
