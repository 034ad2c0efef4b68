import { z } from 'zod';
import { jobKind } from '../platform/jobs.ts';

export const ResumeStalled = jobKind({ name: 'resume-stalled', payload: z.object({}), retryLimit: 0 });

export const ForgetOldRecords = jobKind({ name: 'forget-old-records', payload: z.object({}), retryLimit: 1 });

/** Answers whoever asks whether the queue works; of several at once one is enough. */
export const EchoQueue = jobKind({
  name: 'echo-queue',
  payload: z.object({}),
  retryLimit: 0,
  expireSeconds: 60,
});
