import { plural } from '../../../../src/base/quantities.ts';
import { forgetError } from '../../../../src/contract/operations.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { ErrorGroup } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

/** Errors of one kind and place. */
export function ErrorCard({ group }: { readonly group: ErrorGroup }) {
  const forget = useAction(forgetError);
  const may = useMay();
  const tellError = useErrorToast();
  return (
    <Card className="p-4">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-medium wrap-anywhere">
            <span className="text-bad">{group.name}</span> {group.message}
          </h2>
          <p className="mt-0.5 font-mono text-xs wrap-anywhere text-muted">{group.place}</p>
        </div>
        <Badge tone={group.occurrences > 1 ? 'warn' : 'neutral'}>{plural(group.occurrences, 'time')}</Badge>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex min-w-0 flex-1 flex-wrap gap-x-3 text-[0.8125rem] text-muted">
          <span>
            last <RelativeTime at={group.last_at} />
          </span>
          {group.occurrences > 1 && (
            <span>
              first <RelativeTime at={group.first_at} />
            </span>
          )}
          <span>version {group.version}</span>
          {group.last_request_id !== null && (
            <span className="min-w-0 wrap-anywhere">
              request <code className="font-mono text-xs select-all">{group.last_request_id}</code>
            </span>
          )}
        </p>
        {may('operations.edit') && (
          <Button
            size="small"
            look="quiet"
            aria-label={`Forget ${group.name} ${group.message}`}
            isPending={forget.isPending}
            onClick={() => forget.mutate({ params: { id: group.id } }, { onError: tellError })}
          >
            Forget
          </Button>
        )}
      </div>
      {group.stack !== null && (
        <div className="mt-1 -mb-1.5 text-[0.8125rem]">
          <Disclosure label="Stack">
            <pre className="mb-1.5 max-h-80 overflow-auto rounded-lg bg-sunken px-3 py-2 font-mono text-xs">
              {group.stack}
            </pre>
          </Disclosure>
        </div>
      )}
    </Card>
  );
}
