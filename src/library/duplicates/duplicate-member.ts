/** An item of a group, as it is shown beside the others. */
export interface DuplicateMember {
  readonly id: number;
  readonly library_id: number;
  readonly library_name: string;
  readonly path: string;
  readonly recording_id: number | null;
  readonly book: { readonly id: number; readonly title: string; readonly completeness: number } | null;
  readonly narrators: readonly string[];
  readonly language: string | null;
  readonly abridged: boolean | null;
  readonly codecs: readonly string[];
  /** Of its files, on average. */
  readonly bitrate_kbps: number | null;
  readonly size_bytes: number;
  readonly duration_seconds: number | null;
  readonly file_count: number;
  readonly file_seconds: readonly (number | null)[];
  readonly chapter_count: number;
  readonly has_cover: boolean;
  /** What scans and the last look into its audio found, as sentences. */
  readonly findings: readonly string[];
  /** Equal for items whose files are the same on the disk. */
  readonly files_key: string | null;
  readonly is_missing: boolean;
  readonly added_at: Date;
}
