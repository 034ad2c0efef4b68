/** What a look into the audio can find, beside what a scan sees. */
export const FINDING_KINDS = [
  'unreadable',
  'broken_structure',
  'wrong_name',
  'truncated',
  'corrupt',
  'silent',
  'long_silence',
  'quiet',
  'wrong_duration',
  'mixed_book',
  'missing_parts',
  'chapters_past_end',
  'unfinished',
  'changed',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];
