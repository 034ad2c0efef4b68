/** Tables whose rows are no part of an archive: they tell of a moment or a machine, not of what the program knows. */
export const LEFT_OUT_TABLES: readonly string[] = [
  // In the manifest.
  'schema_migration',
  // Counts of the last minute.
  'rate_limit',
  // Who works on the database now.
  'process',
  // Which archives lie where: what a restore brings back must not hide those that were made since.
  'backup',
];

/** Of those: what a restore leaves as it is in the database that it fills. */
export const KEPT_TABLES: readonly string[] = ['backup'];
