import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './values.ts';

const tag = 'Health';

export const ServiceHealth = z.object({
  status: z.enum(['healthy', 'degraded', 'unhealthy']),
  database: z.enum(['connected', 'disconnected']).optional(),
  detail: z.string().optional(),
  error: z.string().optional(),
  what_to_do: z.string().optional(),
});

export const Health = z.object({
  status: z.enum(['healthy', 'degraded', 'unhealthy']),
  timestamp: instant,
  version: z.string().optional(),
  services: z.record(z.string(), ServiceHealth),
});

export const health = endpoint({
  name: 'health',
  method: 'GET',
  path: '/health',
  summary: 'What works and what does not, in words; strangers get the status words only',
  tag,
  needs: 'open',
  reply: Health,
});

export const healthLive = endpoint({
  name: 'healthLive',
  method: 'GET',
  path: '/health/live',
  summary: 'The process answers',
  tag,
  needs: 'open',
  reply: z.object({ status: z.literal('alive') }),
});

export const healthReady = endpoint({
  name: 'healthReady',
  method: 'GET',
  path: '/health/ready',
  summary: 'The process can serve; 503 until then',
  tag,
  needs: 'open',
  reply: z.object({ status: z.literal('ready') }),
});
