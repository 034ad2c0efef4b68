import { z } from 'zod';
import { Conflict, Invalid } from '../../base/errors.ts';

export const ARCHIVE_FORMAT = 'mamcrawler-archive';
export const FORMAT_VERSION = 1;

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const wholeNumber = z.string().regex(/^-?\d{1,40}$/);

export const ArchiveManifest = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  format_version: z.literal(FORMAT_VERSION),
  program_version: z.string().max(100),
  created_at: z.iso.datetime(),
  /** Of the server that it was read from. */
  postgres_version: z.string().max(200),
  /** What made its schema, oldest first. */
  migrations: z.array(z.object({ name: z.string().max(200), checksum: z.string().max(64) })).max(10_000),
  tables: z
    .array(
      z.object({
        name,
        columns: z.array(name).min(1).max(1_600),
        rows: z.int().min(0),
        checksum: wholeNumber,
      }),
    )
    .max(1_000),
  sequences: z.array(z.object({ name, last_value: wholeNumber })).max(1_000),
});
export type ArchiveManifest = z.output<typeof ArchiveManifest>;
export type ArchivedTable = ArchiveManifest['tables'][number];

/** The keys of the installation, without which stored credentials cannot be read. */
export const ArchiveSecrets = z.object({
  secret_key: z.string().min(1).max(1_000),
  previous_secret_key: z.string().min(1).max(1_000).optional(),
  jwt_secret_key: z.string().min(1).max(1_000),
});
export type ArchiveSecrets = z.output<typeof ArchiveSecrets>;

const AnyVersion = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  format_version: z.int().min(1),
  program_version: z.string().max(100),
});

/** Throws Invalid for what is no manifest and Conflict for that of a later format. */
export function parseManifest(document: unknown): ArchiveManifest {
  const any = AnyVersion.safeParse(document);
  if (!any.success)
    throw new Invalid('This is not an archive of MAMcrawler: its manifest.json is none of ours.');
  if (any.data.format_version > FORMAT_VERSION) throw fromNewerVersion(any.data.program_version);
  const manifest = ArchiveManifest.safeParse(document);
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  throw new Invalid(
    `The manifest of the archive is damaged: ${issue?.path.join('.')} ${issue?.message}. Take another one.`,
  );
}

export function fromNewerVersion(programVersion: string): Conflict {
  return new Conflict(
    `This archive was made by a newer version of MAMcrawler (${programVersion}). Install that one or a later one, then try again.`,
  );
}

export function countRowsOf({ tables }: ArchiveManifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
