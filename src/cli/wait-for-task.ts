import { setTimeout as delay } from 'node:timers/promises';
import { getTask } from '../contract/tasks.ts';
import type { Ask } from './ask-server.ts';
import type { ProgressDisplay } from './progress-display.ts';
import type { Task } from './things.ts';

/** The server notes progress twice a second: asking more often would show nothing more. */
export const LOOK_EVERY_MS = 400;
const FIRST_LOOK_MS = 50;

/** Waits for the end of a task, good or bad, and shows how far it is. */
export async function waitForTask(ask: Ask, id: number, display: ProgressDisplay): Promise<Task> {
  let pauseMs = FIRST_LOOK_MS;
  try {
    for (;;) {
      const task = await ask(getTask, { params: { id } });
      if (task.state === 'succeeded' || task.state === 'failed') {
        if (task.progress.total !== null) display.show(task.progress.done, task.progress.total);
        return task;
      }
      if (task.state === 'running') display.show(task.progress.done, task.progress.total);
      await delay(pauseMs);
      pauseMs = Math.min(LOOK_EVERY_MS, pauseMs * 2);
    }
  } finally {
    display.end();
  }
}
