export type Status = 'healthy' | 'degraded' | 'unhealthy';

/** How one part is, in words for a person. */
export interface ServiceHealth {
  readonly status: Status;
  readonly database?: 'connected' | 'disconnected';
  readonly detail?: string;
  readonly error?: string;
  readonly what_to_do?: string;
}
