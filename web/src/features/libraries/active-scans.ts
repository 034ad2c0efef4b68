import { useEffect, useRef } from 'react';
import { listTasks } from '../../../../src/contract/tasks.ts';
import { useEndpoint } from '../../api.ts';
import type { Library, Task } from '../../things.ts';
import { useToast } from '../../ui/toasts.tsx';

/** The scans that run or wait now; tells in passing when one of them ended. */
export function useActiveScans(libraries: readonly Library[]): readonly Task[] {
  const tasks = useEndpoint(listTasks, { query: { limit: 20 } }).data?.items;
  const scans = (tasks ?? []).filter((task) => task.kind === 'scan_library');
  const seenActive = useRef(new Set<number>());
  const toast = useToast();

  useEffect(() => {
    for (const task of tasks ?? []) {
      if (task.kind !== 'scan_library') continue;
      if (isActive(task)) seenActive.current.add(task.id);
      else if (seenActive.current.delete(task.id)) {
        const name = nameOf(libraries, task.subject_id);
        if (task.state === 'succeeded') toast('good', `The scan of ${name} is done.`);
        else if (task.state === 'cancelled') toast('good', `The scan of ${name} was cancelled.`);
        else toast('bad', `The scan of ${name} failed: ${task.error ?? 'no reason is known.'}`);
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
