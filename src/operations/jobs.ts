import { z } from 'zod';
import { jobKind } from '../platform/jobs.ts';

export const ResumeStalled = jobKind({ name: 'resume-stalled', payload: z.object({}), retryLimit: 0 });

export const ForgetOldRecords = jobKind({ name: 'forget-old-records', payload: z.object({}), retryLimit: 1 });
