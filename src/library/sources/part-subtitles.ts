import { titleKey } from '../../base/text.ts';
import type { SourceStatement } from './source-statement.ts';

/** "Title: Subtitle" is parted only where somebody says that the title ends at the colon, or what the subtitle is. */
export function partSubtitles(statements: readonly SourceStatement[]): readonly SourceStatement[] {
  const titles = new Set(statements.map(({ said }) => titleKey(said.title ?? '')));
  const subtitles = new Set(statements.map(({ said }) => titleKey(said.subtitle ?? '')));
  subtitles.delete('');
  return statements.map((statement) => {
    const { title, subtitle } = statement.said;
    const colon = title?.indexOf(': ') ?? -1;
    if (title === null || colon <= 0) return statement;
    const front = title.slice(0, colon);
    const back = title.slice(colon + 2).trim();
    if (!titles.has(titleKey(front)) && !subtitles.has(titleKey(back))) return statement;
    return { ...statement, said: { ...statement.said, title: front, subtitle: subtitle ?? back } };
  });
}
