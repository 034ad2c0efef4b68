import { changeLogging, getLogging } from '../../../../src/contract/operations.ts';
import { useAction, useEndpoint } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { Logging } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { FilterSelect } from '../../ui/select-field.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

type Level = Logging['level'];

const LEVELS: Readonly<Record<Level, string>> = {
  trace: 'Everything (trace)',
  debug: 'Much, with statements of the database (debug)',
  info: 'The usual: requests and jobs (info)',
  warn: 'Warnings and errors (warn)',
  error: 'Errors (error)',
  fatal: 'What ends the program (fatal)',
  silent: 'Nothing (silent)',
};

/** How much is logged until the next start. */
export function LoggingCard() {
  const logging = useEndpoint(getLogging, {}).data;
  const change = useAction(changeLogging);
  const may = useMay();
  const tellError = useErrorToast();
  if (logging === undefined) return null;

  const choices = changeLogging.body.shape.level.options.map((level) => ({
    value: level,
    label: LEVELS[level],
  }));
  return (
    <Card className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-medium">How much is logged</h2>
        <p className="text-[0.8125rem] text-muted">
          Holds at once, until the next start: then LOG_LEVEL decides again ({logging.configured_level}).
        </p>
      </div>
      {may('operations.edit') ? (
        <FilterSelect
          label="How much is logged"
          choices={choices}
          value={change.isPending ? (change.variables.body?.level ?? logging.level) : logging.level}
          onValue={(level) => change.mutate({ body: { level } }, { onError: tellError })}
        />
      ) : (
        <p>{LEVELS[logging.level]}</p>
      )}
    </Card>
  );
}
