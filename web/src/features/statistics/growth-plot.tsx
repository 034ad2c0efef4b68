import { someOf, ticksUpTo } from './plot-scale.ts';

export interface PlotPoint {
  /** Under the axis. */
  readonly label: string;
  readonly value: number;
}

interface GrowthPlotProps {
  /** What it shows, in a sentence: for those who do not see it. */
  readonly label: string;
  /** At least one. */
  readonly points: readonly PlotPoint[];
  /** Beside the axis: short. */
  readonly format: (value: number) => string;
}

const [WIDTH, HEIGHT] = [720, 240];
const FRAME = { top: 12, right: 24, bottom: 28, left: 64 };
const INNER = { width: WIDTH - FRAME.left - FRAME.right, height: HEIGHT - FRAME.top - FRAME.bottom };
const NAMED_MONTHS = 5;

/** A line over time above its area, drawn from 0. */
export function GrowthPlot({ label, points, format }: GrowthPlotProps) {
  const ticks = ticksUpTo(Math.max(...points.map(({ value }) => value)));
  const top = ticks.at(-1) ?? 1;
  const x = (at: number) =>
    FRAME.left + (points.length < 2 ? INNER.width : (at * INNER.width) / (points.length - 1));
  const y = (value: number) => FRAME.top + INNER.height * (1 - value / top);
  const line = points.map(({ value }, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  const [last] = points.slice(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-auto w-full text-[11px] max-sm:text-[20px]"
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={FRAME.left} x2={WIDTH - FRAME.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={FRAME.left - 8} y={y(tick) + 4} textAnchor="end" className="fill-faint tabular-nums">
            {format(tick)}
          </text>
        </g>
      ))}
      {someOf(points, NAMED_MONTHS).map(({ at, value }) => (
        <text
          key={value.label}
          x={x(at)}
          y={HEIGHT - 8}
          textAnchor={at === 0 && points.length > 1 ? 'start' : at === points.length - 1 ? 'end' : 'middle'}
          className="fill-faint tabular-nums"
        >
          {value.label}
        </text>
      ))}
      <polygon
        points={[`${x(0)},${y(0)}`, ...line, `${x(points.length - 1)},${y(0)}`].join(' ')}
        className="fill-accent-soft"
      />
      <polyline points={line.join(' ')} className="fill-none stroke-accent stroke-2" />
      {last !== undefined && (
        <circle cx={x(points.length - 1)} cy={y(last.value)} r={4} className="fill-accent" />
      )}
    </svg>
  );
}
