/**
 * What a process does of the program: `web` answers people and programs, `worker` does the jobs and what follows the
 * clock, `all` does both.
 */
export const PROCESS_ROLES = ['all', 'web', 'worker'] as const;

export type ProcessRole = (typeof PROCESS_ROLES)[number];
