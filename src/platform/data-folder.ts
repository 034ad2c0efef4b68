import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { Conflict, messageOf } from '../base/errors.ts';

/** Makes the data folder where it is missing and answers its real path. Throws Conflict where this user cannot use it. */
export async function makeDataFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(folder);
  } catch (error) {
    throw new Conflict(
      `The data folder ${folder} cannot be used: ${messageOf(error)}. Give it to the user who runs MAMcrawler, or set MAMCRAWLER_DATA to another.`,
      null,
      { cause: error },
    );
  }
}
