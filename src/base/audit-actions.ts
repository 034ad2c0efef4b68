/** What use cases note in the audit log themselves; the door notes the other endpoints by their names. */
export const NOTED_ACTIONS = [
  'setUp',
  'signIn',
  'finishOidc',
  'lockAccount',
  'changeUser',
  'keepLastAdministrator',
  'disableUser',
  'makeFirstApiKey',
  'takeUpEnvironmentKey',
  'endEnvironmentKey',
  'rotateApiKey',
  'rotateSecretKey',
  'takeUpSigningKey',
  'takeUpEnvironmentClient',
  'releaseEnvironmentClient',
  'addLibrary',
  'restoreBackup',
  'downloadBackup',
] as const;

export type NotedAction = (typeof NOTED_ACTIONS)[number];
