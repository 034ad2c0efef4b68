/** Made by `npm run generate` from the migrated schema; not to be edited. */
import type { ColumnType } from 'kysely';

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface ApiKey {
  id: Generated<number>;
  name: string;
  key_hash: Uint8Array;
  origin: 'first_start' | 'environment' | 'user';
  created_at: Generated<Timestamp>;
  used_at: Timestamp | null;
  user_id: number | null;
  scope: Generated<'read' | 'member' | 'admin'>;
  hint: Generated<string>;
  expires_at: Timestamp | null;
}

export interface AppUser {
  id: Generated<number>;
  name: string;
  name_key: string;
  password_hash: string | null;
  role: 'administrator' | 'member' | 'viewer';
  created_at: Generated<Timestamp>;
  email: string | null;
  enabled: Generated<boolean>;
  signed_in_at: Timestamp | null;
}

export interface AudioFile {
  id: Generated<number>;
  library_item_id: number;
  path: string;
  place: number;
  disc: number | null;
  track: number | null;
  duration_seconds: number | null;
  codec: string | null;
  bitrate_kbps: number | null;
  size_bytes: number;
  modified_at_ms: number;
  inode: string;
  fault: string | null;
}

export interface AuditEntry {
  id: Generated<number>;
  at: Generated<Timestamp>;
  action: string;
  outcome: 'done' | 'refused';
  actor_kind: 'user' | 'api_key' | 'nobody' | 'program';
  actor_name: string;
  user_id: number | null;
  api_key_id: number | null;
  address: string | null;
  request_id: string | null;
  subject: string | null;
  detail: Generated<unknown>;
}

export interface Author {
  id: Generated<number>;
  name: string;
  name_key: string;
  sort_key: string;
  created_at: Generated<Timestamp>;
}

export interface Backup {
  id: Generated<number>;
  name: string;
  place: 'folder' | 's3';
  path: string;
  origin: 'schedule' | 'manual' | 'safety';
  state: Generated<'running' | 'done' | 'failed'>;
  has_secrets: Generated<boolean>;
  program_version: string;
  size_bytes: number | null;
  row_count: number | null;
  sha256: string | null;
  error: string | null;
  created_at: Generated<Timestamp>;
  finished_at: Timestamp | null;
  verified_at: Timestamp | null;
  verification: 'passed' | 'failed' | null;
  verification_checks: unknown | null;
}

export interface Book {
  id: Generated<number>;
  title: string;
  subtitle: string | null;
  title_key: string;
  subtitle_key: string | null;
  sort_key: string;
  author_sort_key: Generated<string>;
  published_date: string | null;
  published_year: number | null;
  description: string | null;
  search_text: Generated<string>;
  provenance: Generated<unknown>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  search_words: Generated<string>;
  card: Generated<unknown>;
  library_ids: Generated<number[]>;
  missing: Generated<string[]>;
  completeness: Generated<number>;
}

export interface BookAuthor {
  book_id: number;
  author_id: number;
  place: number;
}

export interface BookSeries {
  book_id: number;
  series_id: number;
  position: string | null;
  position_sort: number | null;
}

export interface ChangeSet {
  id: Generated<number>;
  kind: 'edit' | 'bulk_edit' | 'scan' | 'undo';
  sentence: string;
  user_id: number | null;
  undoes_id: number | null;
  undone_at: Timestamp | null;
  change_count: Generated<number>;
  at: Generated<Timestamp>;
}

export interface Download {
  id: Generated<number>;
  wanted_book_id: number | null;
  search_id: number | null;
  release_id: number | null;
  client_id: number | null;
  title: string;
  infohash: string | null;
  state: Generated<'queued' | 'downloading' | 'completed' | 'imported' | 'failed' | 'removed'>;
  client_state: string | null;
  progress: Generated<number>;
  size_bytes: number | null;
  speed_bytes_per_second: number | null;
  eta_seconds: number | null;
  content_path: string | null;
  error: string | null;
  created_at: Generated<Timestamp>;
  handed_over_at: Timestamp | null;
  completed_at: Timestamp | null;
  was_there: boolean | null;
}

export interface DownloadClient {
  id: Generated<number>;
  kind: 'qbittorrent';
  name: string;
  url: string;
  username: Generated<string>;
  password_encrypted: Uint8Array | null;
  category: Generated<string>;
  path_mappings: Generated<unknown>;
  enabled: Generated<boolean>;
  from_environment: Generated<boolean>;
  last_error: string | null;
  last_used_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  proxy: Generated<'default' | 'direct' | 'own'>;
  proxy_encrypted: Uint8Array | null;
}

export interface DuplicateGroup {
  id: Generated<number>;
  kind: 'same_recording' | 'two_recordings' | 'omnibus';
  key: string;
  found_at: Generated<Timestamp>;
  kept_at: Timestamp | null;
  kept_by: number | null;
}

export interface DuplicateMember {
  group_id: number;
  library_item_id: number;
  place: number;
}

export interface ErrorGroup {
  id: Generated<number>;
  fingerprint: Uint8Array;
  name: string;
  message: string;
  place: string;
  stack: string | null;
  occurrences: Generated<number>;
  version: string;
  last_request_id: string | null;
  first_at: Generated<Timestamp>;
  last_at: Generated<Timestamp>;
}

export interface Fact {
  id: Generated<number>;
  kind: string;
  sentence: string;
  payload: unknown;
  wanted_id: number | null;
  book_id: number | null;
  library_id: number | null;
  request_id: string | null;
  at: Generated<Timestamp>;
}

export interface FieldChange {
  id: Generated<number>;
  change_set_id: number;
  book_id: number | null;
  recording_id: number | null;
  library_item_id: number | null;
  field: string;
  old_value: unknown | null;
  new_value: unknown | null;
  old_provenance: unknown | null;
  new_provenance: unknown | null;
}

export interface Import {
  id: Generated<number>;
  download_id: number;
  wanted_book_id: number | null;
  library_id: number | null;
  title: string;
  state: Generated<'running' | 'held' | 'imported' | 'failed' | 'rejected'>;
  by_hand: Generated<boolean>;
  reasons: Generated<unknown>;
  source_path: string | null;
  target_path: string | null;
  transfer: 'hardlink' | 'copy' | null;
  transfer_reason: string | null;
  files: Generated<unknown>;
  step: Generated<'planned' | 'staged' | 'placed' | 'recorded'>;
  library_item_id: number | null;
  created_at: Generated<Timestamp>;
  finished_at: Timestamp | null;
}

export interface Indexer {
  id: Generated<number>;
  kind: 'torznab';
  name: string;
  url: string;
  api_key_encrypted: Uint8Array | null;
  enabled: Generated<boolean>;
  last_error: string | null;
  last_used_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  proxy: Generated<'default' | 'direct' | 'own'>;
  proxy_encrypted: Uint8Array | null;
}

export interface ItemCheck {
  library_item_id: number;
  signature: string;
  method: 'decode' | 'structure';
  findings: Generated<unknown>;
  severity: 'severe' | 'slight' | null;
  severe_since: Timestamp | null;
  decayed: Generated<boolean>;
  checked_at: Timestamp;
}

export interface KnownDevice {
  id: Generated<number>;
  token_hash: Uint8Array;
  user_id: number;
  seen_at: Generated<Timestamp>;
}

export interface Library {
  id: Generated<number>;
  name: string;
  path: string;
  naming_template: string | null;
  created_at: Generated<Timestamp>;
  source_order: string[] | null;
  watch: Generated<'auto' | 'poll' | 'off'>;
  watch_state: unknown | null;
  vanished_count: Generated<number>;
  vanished_at: Timestamp | null;
  vanished_accepted: Generated<number>;
  root_device: string | null;
}

export interface LibraryItem {
  id: Generated<number>;
  library_id: number;
  path: string;
  sort_key: string;
  recording_id: number | null;
  duration_seconds: number | null;
  size_bytes: Generated<number>;
  signature: string;
  cover_file: string | null;
  has_embedded_cover: Generated<boolean>;
  chapters: Generated<unknown>;
  faults: Generated<unknown>;
  added_at: Generated<Timestamp>;
  scanned_at: Generated<Timestamp>;
  missing_since: Timestamp | null;
  folder: string | null;
  cover_key: string | null;
  order_evidence: unknown | null;
  playing_order: string[] | null;
  chapter_source: 'embedded' | 'cue' | 'metadata_json' | 'files' | null;
}

export interface Narrator {
  id: Generated<number>;
  name: string;
  name_key: string;
}

export interface Process {
  id: Generated<number>;
  role: 'all' | 'web' | 'worker';
  host: string;
  pid: number;
  version: string;
  started_at: Generated<Timestamp>;
  seen_at: Generated<Timestamp>;
}

export interface RateLimit {
  key: string;
  points: Generated<number>;
  expire: number | null;
}

export interface Recording {
  id: Generated<number>;
  book_id: number;
  language: string | null;
  abridged: boolean | null;
  duration_seconds: number | null;
  publisher: string | null;
  asin: string | null;
  isbn: string | null;
  provenance: Generated<unknown>;
  created_at: Generated<Timestamp>;
  dramatised: boolean | null;
}

export interface RecordingNarrator {
  recording_id: number;
  narrator_id: number;
  place: number;
}

export interface Release {
  id: Generated<number>;
  search_id: number;
  indexer_id: number | null;
  indexer_name: string;
  title: string;
  download_url_encrypted: Uint8Array;
  info_url: string | null;
  size_bytes: number | null;
  seeders: number | null;
  leechers: number | null;
  published_at: Timestamp | null;
  categories: Generated<number[]>;
  parsed: unknown;
  accepted: boolean;
  reasons: unknown;
  score: number;
  score_parts: unknown;
  place: number;
  chosen_at: Timestamp | null;
  failure: string | null;
}

export interface Reorganisation {
  id: Generated<number>;
  library_id: number;
  template: string;
  rename_files: boolean;
  state: Generated<'planning' | 'planned' | 'running' | 'done' | 'undoing' | 'undone' | 'failed'>;
  in_place_count: Generated<number>;
  error: string | null;
  created_at: Generated<Timestamp>;
  finished_at: Timestamp | null;
}

export interface ReorganisedItem {
  id: Generated<number>;
  reorganisation_id: number;
  library_item_id: number | null;
  from_path: string;
  from_folder: string | null;
  to_path: string;
  steps: unknown;
  state: 'planned' | 'refused' | 'moving' | 'moved' | 'failed' | 'undoing' | 'undone';
  reason: string | null;
}

export interface Search {
  id: Generated<number>;
  wanted_book_id: number | null;
  sought: unknown;
  outcome: string | null;
  indexers: Generated<unknown>;
  started_at: Generated<Timestamp>;
  finished_at: Timestamp | null;
}

export interface Series {
  id: Generated<number>;
  name: string;
  name_key: string;
  sort_key: string;
  created_at: Generated<Timestamp>;
}

export interface Session {
  token_hash: Uint8Array;
  user_id: number;
  created_at: Generated<Timestamp>;
  seen_at: Generated<Timestamp>;
  expires_at: Timestamp;
  id: Generated<number>;
  via: Generated<'password' | 'set_up' | 'oidc'>;
  address: string | null;
  user_agent: string | null;
}

export interface SetupLink {
  only_row: Generated<boolean>;
  token_hash: Uint8Array;
  expires_at: Timestamp;
}

export interface SignInFailure {
  account_hash: Uint8Array;
  origin: string;
  failures: number;
  failed_at: Timestamp;
}

export interface Task {
  id: Generated<number>;
  kind: 'scan_library' | 'scan_places' | 'search_wanted_book' | 'create_backup' | 'verify_backup' | 'check_library' | 'check_library_item' | 'find_duplicates' | 'plan_reorganisation' | 'carry_out_reorganisation' | 'undo_reorganisation';
  subject_id: number;
  state: Generated<'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'>;
  progress_done: Generated<number>;
  progress_total: number | null;
  result: unknown | null;
  error: string | null;
  created_at: Generated<Timestamp>;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  cancel_requested_at: Timestamp | null;
  progress_detail: unknown | null;
}

export interface UserIdentity {
  issuer: string;
  subject: string;
  user_id: number;
  created_at: Generated<Timestamp>;
}

export interface WantedBook {
  id: Generated<number>;
  book_id: number;
  narrators: Generated<string[]>;
  language: string | null;
  asin: string | null;
  library_id: number | null;
  state: Generated<'wanted' | 'searching' | 'downloading' | 'importing' | 'owned' | 'needs_person' | 'gave_up'>;
  reason: string | null;
  requested_by: number | null;
  library_item_id: number | null;
  searched_at: Timestamp | null;
  next_search_at: Timestamp | null;
  fruitless_searches: Generated<number>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  by_program: Generated<boolean>;
}

export interface DB {
  api_key: ApiKey;
  app_user: AppUser;
  audio_file: AudioFile;
  audit_entry: AuditEntry;
  author: Author;
  backup: Backup;
  book: Book;
  book_author: BookAuthor;
  book_series: BookSeries;
  change_set: ChangeSet;
  download: Download;
  download_client: DownloadClient;
  duplicate_group: DuplicateGroup;
  duplicate_member: DuplicateMember;
  error_group: ErrorGroup;
  fact: Fact;
  field_change: FieldChange;
  import: Import;
  indexer: Indexer;
  item_check: ItemCheck;
  known_device: KnownDevice;
  library: Library;
  library_item: LibraryItem;
  narrator: Narrator;
  process: Process;
  rate_limit: RateLimit;
  recording: Recording;
  recording_narrator: RecordingNarrator;
  release: Release;
  reorganisation: Reorganisation;
  reorganised_item: ReorganisedItem;
  search: Search;
  series: Series;
  session: Session;
  setup_link: SetupLink;
  sign_in_failure: SignInFailure;
  task: Task;
  user_identity: UserIdentity;
  wanted_book: WantedBook;
}
