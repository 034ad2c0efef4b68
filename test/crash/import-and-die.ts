import { readArchive } from '../../src/operations/archive/read-archive.ts';
import { restoreArchive } from '../../src/operations/archive/restore-archive.ts';

/** A process that restores an archive and is killed after one of the steps: connection as JSON, archive, step. */
const [connection = '', path = '', last] = process.argv.slice(2);
await using archive = await readArchive(path);
await restoreArchive({ connection: JSON.parse(connection) }, archive, {
  onStep(step) {
    if (step === last) process.kill(process.pid, 'SIGKILL');
  },
});
