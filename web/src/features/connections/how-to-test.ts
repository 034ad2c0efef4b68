interface Situation {
  readonly isSaved: boolean;
  /** What the connection is reached by, or a secret, differs from what is saved. */
  readonly isChanged: boolean;
  /** A secret is saved, which only the server knows, and none is typed in its place. */
  readonly lacksSecret: boolean;
}

/**
 * A test before saving sends all that is typed, so a secret that only the server knows is missing there:
 * then the saved connection is tested, which is the same thing as long as nothing else was changed.
 */
export function howToTest({
  isSaved,
  isChanged,
  lacksSecret,
}: Situation): 'saved' | 'unsaved' | 'impossible' {
  if (!isSaved) return 'unsaved';
  if (!isChanged) return 'saved';
  return lacksSecret ? 'impossible' : 'unsaved';
}
