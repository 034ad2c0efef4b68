import { useState } from 'react';
import { formatBytes, formatCount, formatDuration } from '../../../../src/base/quantities.ts';
import type { Statistics } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Segments } from '../../ui/segments.tsx';
import { GrowthPlot } from './growth-plot.tsx';

type Months = Statistics['growth'];

const MEASURES = [
  { value: 'hours', label: 'Hours' },
  { value: 'items', label: 'Items' },
] as const;
const SHORT = new Intl.NumberFormat('en', { notation: 'compact' });

type Measure = (typeof MEASURES)[number]['value'];

/** How the libraries grew, as a plot and as a table. */
export function Growth({ months }: { readonly months: Months }) {
  const [measure, setMeasure] = useState<Measure>('hours');
  const points = months.map(({ month, items_then: items, seconds_then: seconds }) => ({
    label: month,
    value: measure === 'items' ? items : seconds / 3600,
  }));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const format = (value: number) => formatCount(Math.round(value * 10) / 10);
  return (
    <Card className="p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">Growth</h2>
        <Segments label="Measured in" segments={MEASURES} value={measure} onValue={setMeasure} />
      </div>
      <GrowthPlot
        label={`From ${first.label} to ${last.label} the libraries grew to ${format(last.value)} ${measure}.`}
        points={points}
        format={(value) => SHORT.format(value)}
      />
      <Disclosure label="Month by month" note="as a table">
        <div className="max-h-96 overflow-auto">
          <table className="w-full text-[0.8125rem] tabular-nums">
            <thead>
              <tr className="text-left text-faint">
                {['Month', 'Items that came', 'Length', 'Size', 'Items by then'].map((title, at) => (
                  <th key={title} scope="col" className={`py-1 font-medium ${at === 0 ? '' : 'text-right'}`}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {months.toReversed().map(({ month, items, seconds, bytes, items_then: itemsThen }) => (
                <tr key={month} className="border-t border-line">
                  <th scope="row" className="py-1 text-left font-normal">
                    {month}
                  </th>
                  <td className="text-right">{formatCount(items)}</td>
                  <td className="text-right">{formatDuration(seconds)}</td>
                  <td className="text-right">{formatBytes(bytes)}</td>
                  <td className="text-right">{formatCount(itemsThen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </Card>
  );
}
