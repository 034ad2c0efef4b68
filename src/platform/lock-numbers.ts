/** The advisory locks of the program's database: each number stands for one thing that is done by one at a time. */
export const MIGRATE_LOCK = 7_264_301;
export const CATALOG_LOCK = 7_264_302;
/** Held by the one process that follows downloads and watches libraries: by some process of every program that serves. */
export const FOLLOW_LOCK = 7_264_303;
export const USERS_LOCK = 7_264_304;
/** Held by the one process that verifies a backup. */
export const VERIFY_LOCK = 7_264_310;
/** Held by whoever makes a backup, and by whoever keeps the backups in order. */
export const BACKUP_LOCK = 7_264_311;
/** Held by whoever puts an archive in the place of all that is there. */
export const RESTORE_LOCK = 7_264_312;
/** Held by whoever looks into the audio of items. */
export const CHECK_ITEMS_LOCK = 7_264_320;
