import { useSearchParams } from 'react-router';
import type { listAudit } from '../../../../src/contract/audit.ts';
import type { QueryInput } from '../../../../src/contract/endpoint.ts';

/** As they stand in the page's address; empty for any. */
export interface AuditFilters {
  readonly outcome: '' | 'done' | 'refused';
  readonly userId: string;
  readonly action: string;
}

export function useAuditFilters(): readonly [AuditFilters, (part: Partial<AuditFilters>) => void] {
  const [query, setQuery] = useSearchParams();
  const filters = filtersIn(query);
  return [filters, (part) => setQuery(addressOf({ ...filters, ...part }), { replace: true })];
}

/** Whatever the address holds, only what can be asked. */
export function filtersIn(query: URLSearchParams): AuditFilters {
  const outcome = query.get('outcome');
  return {
    outcome: outcome === 'done' || outcome === 'refused' ? outcome : '',
    userId: /^[1-9]\d{0,14}$/.exec(query.get('user_id') ?? '')?.[0] ?? '',
    action: (query.get('action') ?? '').slice(0, 64),
  };
}

function addressOf({ outcome, userId, action }: AuditFilters): Record<string, string> {
  return {
    ...(outcome === '' ? {} : { outcome }),
    ...(userId === '' ? {} : { user_id: userId }),
    ...(action === '' ? {} : { action }),
  };
}

export function toQuery(filters: AuditFilters): QueryInput<typeof listAudit> {
  return { limit: 100, ...addressOf(filters) };
}

export function isFiltered(filters: AuditFilters): boolean {
  return Object.values(filters).some((value) => value !== '');
}
