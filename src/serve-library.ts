import { basename } from 'node:path';
import { recordOwn } from './access/record-audit.ts';
import { getTask } from './activity/task-store.ts';
import type { App } from './app.ts';
import { progressWords } from './base/progress-words.ts';
import { createProgressDisplay } from './cli/progress-display.ts';
import { addLibrary, checkLibraryPath } from './library/add-library.ts';
import { type Library, readLibraries } from './library/library-store.ts';
import { requestScan } from './library/run-scan.ts';

/** Makes a folder that was named at the start a library, where it is none yet, and scans it with a progress bar. */
export async function serveLibrary({ needs, live }: App, folder: string): Promise<string> {
  const path = await checkLibraryPath(folder);
  const known = (await readLibraries(needs.db)).find((library) => library.path === path);
  const library = known ?? (await addNamed(needs, path));
  const taskId = await requestScan(needs, library.id);
  const display = createProgressDisplay(`Scanning ${library.name}`, process.stdout);
  const { promise: ended, resolve, reject } = Promise.withResolvers<string>();
  const look = async () => {
    const task = await getTask(needs.db, taskId);
    display.show(
      task.progress_done,
      task.progress_total,
      task.progress_detail === null ? '' : progressWords(task.progress_detail),
    );
    if (task.state === 'failed') resolve(`The scan of ${path} failed: ${task.error ?? ''}`);
    if (task.state === 'cancelled') resolve(`The scan of ${path} was cancelled.`);
    if (task.state === 'succeeded') resolve(summary(task.result));
  };
  const unsubscribe = live.subscribe(({ kind, ids }) => {
    if (kind === 'reset' || (kind === 'task' && ids.includes(taskId))) look().catch(reject);
  });
  try {
    await look();
    return await ended;
  } finally {
    unsubscribe();
    display.end();
  }
}

async function addNamed(needs: App['needs'], path: string): Promise<Library> {
  const library = await addLibrary(needs, { name: basename(path) || path, path, namingTemplate: null });
  await recordOwn(needs.db, 'addLibrary', { subject: `libraries/${library.id}` });
  return library;
}

function summary(result: Readonly<Record<string, unknown>> | null): string {
  const count = (field: string) => Number(result?.[field] ?? 0);
  return `Scanned: ${count('items')} items (${count('added')} new, ${count('changed')} changed, ${count('missing')} missing), ${count('files_read')} of ${count('files')} files read, ${count('faults')} faults.`;
}
