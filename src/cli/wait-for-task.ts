import { setTimeout as delay } from 'node:timers/promises';
import { progressWords } from '../base/progress-words.ts';
import { getTask } from '../contract/tasks.ts';
import type { Ask } from './ask-server.ts';
import type { ProgressDisplay } from './progress-display.ts';
import type { Task } from './things.ts';

export const FIRST_PAUSE_MS = 50;
/** Of a member's 60 requests a minute at most two a look are used. */
const LONGEST_PAUSE_MS = 2_500;

/** Short work is seen at once, long work is not asked for all the time. */
export function longerPause(pauseMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5);
}

/** Waits for the end of a task, good or bad, and shows how far it is. */
export async function waitForTask(ask: Ask, id: number, display: ProgressDisplay): Promise<Task> {
  let pauseMs = FIRST_PAUSE_MS;
  try {
    for (;;) {
      const task = await ask(getTask, { params: { id } });
      const { done, total, detail } = task.progress;
      if (task.finished_at !== null) {
        if (total !== null) display.show(done, total);
        return task;
      }
      if (task.state === 'running') display.show(done, total, detail === null ? '' : progressWords(detail));
      await delay(pauseMs);
      pauseMs = longerPause(pauseMs);
    }
  } finally {
    display.end();
  }
}
