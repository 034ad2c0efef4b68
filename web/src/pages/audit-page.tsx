import { ScrollText } from 'lucide-react';
import { listAudit } from '../../../src/contract/audit.ts';
import { listUsers } from '../../../src/contract/users.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { ACTION_CHOICES } from '../features/audit/action-words.ts';
import { isFiltered, toQuery, useAuditFilters } from '../features/audit/audit-filters.ts';
import { AuditRow } from '../features/audit/audit-row.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { FilterSelect } from '../ui/select-field.tsx';

const OUTCOME_CHOICES = [
  { value: '', label: 'Done and refused' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
] as const;

/** Who did what, when and from where. */
export function AuditPage() {
  const [filters, change] = useAuditFilters();
  const entries = useEndpointPages(listAudit, toQuery(filters));
  const users = useEndpoint(listUsers, { query: { limit: 200 } }).data?.items ?? [];
  const isKnown = users.some(({ id }) => String(id) === filters.userId);

  return (
    <ListPage
      title="Audit log"
      label="Audit log"
      actions={
        <>
          <FilterSelect
            label="Outcome"
            choices={OUTCOME_CHOICES}
            value={filters.outcome}
            onValue={(outcome) => change({ outcome })}
          />
          <FilterSelect
            label="User"
            choices={[
              { value: '', label: 'Everybody' },
              ...users.map(({ id, name }) => ({ value: String(id), label: name })),
              ...(filters.userId === '' || isKnown
                ? []
                : [{ value: filters.userId, label: `User ${filters.userId}` }]),
            ]}
            value={filters.userId}
            onValue={(userId) => change({ userId })}
          />
          <FilterSelect
            label="Action"
            choices={ACTION_CHOICES}
            value={filters.action}
            onValue={(action) => change({ action })}
          />
        </>
      }
      pages={entries}
      estimatedHeight={62}
      gap={0}
      rowKey={(entry) => entry.id}
      renderRow={(entry, index) => <AuditRow entry={entry} above={entries.rows?.[index - 1]} />}
      empty={
        isFiltered(filters) ? (
          <EmptyState
            icon={<ScrollText aria-hidden />}
            title="Nothing like this was noted"
            action={
              <Button onClick={() => change({ outcome: '', userId: '', action: '' })}>Show everything</Button>
            }
          >
            Entries are kept for two years.
          </EmptyState>
        ) : (
          <EmptyState icon={<ScrollText aria-hidden />} title="Nothing was noted yet">
            Sign-ins and changes of settings, users and keys are noted here, with who did them and from where.
          </EmptyState>
        )
      }
    />
  );
}
