import { useEffect, useRef } from 'react';
import { listTasks } from '../../../../src/contract/tasks.ts';
import { useEndpoint } from '../../api.ts';
import type { Library, Task } from '../../things.ts';
import { useToast } from '../../ui/toasts.tsx';

/** `scan`, `Scan` and `Scanning`. */
interface Words {
  readonly noun: string;
  readonly title: string;
  readonly doing: string;
}

/** What is done to a whole library. */
const WORDS: Readonly<Partial<Record<Task['kind'], Words>>> = {
  scan_library: { noun: 'scan', title: 'Scan', doing: 'Scanning' },
  check_library: { noun: 'check', title: 'Check', doing: 'Checking' },
};

export function wordsOf({ kind }: Task): Words {
  return WORDS[kind] ?? { noun: 'task', title: 'Task', doing: 'Working on' };
}

/** The scans and checks of libraries that run or wait now; tells in passing when one of them ended. */
export function useActiveScans(libraries: readonly Library[]): readonly Task[] {
  const tasks = useEndpoint(listTasks, { query: { limit: 20 } }).data?.items;
  const scans = (tasks ?? []).filter((task) => task.kind in WORDS);
  const seenActive = useRef(new Set<number>());
  const toast = useToast();

  useEffect(() => {
    for (const task of tasks ?? []) {
      if (!(task.kind in WORDS)) continue;
      if (isActive(task)) seenActive.current.add(task.id);
      else if (seenActive.current.delete(task.id)) {
        const what = `The ${wordsOf(task).noun} of ${nameOf(libraries, task.subject_id)}`;
        if (task.state === 'succeeded') toast('good', `${what} is done.`);
        else if (task.state === 'cancelled') toast('good', `${what} was cancelled.`);
        else toast('bad', `${what} failed: ${task.error ?? 'no reason is known.'}`);
      }
    }
  }, [tasks, libraries, toast]);

  return scans.filter(isActive);
}

export function nameOf(libraries: readonly Library[], id: number): string {
  return libraries.find((library) => library.id === id)?.name ?? 'a library';
}

function isActive({ state }: Task): boolean {
  return state === 'queued' || state === 'running';
}
