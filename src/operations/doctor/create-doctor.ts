import type { DoctorReport } from './check.ts';
import { type DoctorNeeds, type ExamineOptions, examine } from './examine.ts';

/** Examines the installation from within the server. */
export interface Doctor {
  /** Who asks while an examination is under way is answered by that one. */
  examine(options: ExamineOptions): Promise<DoctorReport>;
}

export function createDoctor(needs: DoctorNeeds): Doctor {
  let running: { readonly report: Promise<DoctorReport>; readonly production: boolean } | null = null;

  async function next(options: ExamineOptions): Promise<DoctorReport> {
    // One that was begun without the list for production does not do for who wants it.
    while (running !== null && options.production && !running.production) await running.report;
    running ??= {
      production: options.production,
      report: examine(needs, options).finally(() => {
        running = null;
      }),
    };
    return running.report;
  }

  return { examine: next };
}
