import type { Release } from '../../things.ts';

interface ScorePartsProps {
  readonly parts: Release['score_parts'];
  readonly total: number;
}

/** What the score is made of. */
export function ScoreParts({ parts, total }: ScorePartsProps) {
  if (parts.length === 0) return null;
  return (
    <section aria-label="Score">
      <h3 className="mb-1.5 text-xs font-semibold text-faint">Score</h3>
      <table className="w-full">
        <tbody>
          {parts.map(({ name, points, detail }) => (
            <tr key={name} className="align-baseline">
              <th scope="row" className="pr-3 text-left font-medium whitespace-nowrap first-letter:uppercase">
                {name.replace(/[_-]/g, ' ')}
              </th>
              <td className="w-full pr-3 wrap-anywhere text-muted">{detail}</td>
              <td className="text-right tabular-nums">{signed(points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line font-medium">
            <th scope="row" colSpan={2} className="pt-1 text-left">
              Together
            </th>
            <td className="pt-1 text-right tabular-nums">{rounded(total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function signed(points: number): string {
  return points > 0 ? `+${rounded(points)}` : String(rounded(points)).replace('-', '−');
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
