interface Situation {
  readonly isSaved: boolean;
  /** What the connection is reached by differs from what is saved. */
  readonly isChanged: boolean;
  /** A secret is saved, which only the server knows, and none is typed. */
  readonly needsSecretAgain: boolean;
  readonly hasNewSecret: boolean;
}

/**
 * A test before saving sends all that is typed, so a secret that only the server knows is missing there:
 * then the saved connection is tested, which is the same thing as long as nothing else was changed.
 */
export function howToTest({
  isSaved,
  isChanged,
  needsSecretAgain,
  hasNewSecret,
}: Situation): 'saved' | 'unsaved' | 'impossible' {
  if (!isSaved || hasNewSecret) return 'unsaved';
  if (!isChanged) return 'saved';
  return needsSecretAgain ? 'impossible' : 'unsaved';
}
