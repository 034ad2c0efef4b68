import { languageName } from '../../../../src/base/language.ts';
import type { Release } from '../../things.ts';
import { Facts } from '../../ui/facts.tsx';

/** What the release's name was understood to say. */
export function ParsedFacts({ parsed }: Pick<Release, 'parsed'>) {
  return (
    <section aria-label="Understood from its name">
      <h3 className="mb-1.5 text-xs font-semibold text-faint">Understood from its name</h3>
      <Facts
        entries={[
          { term: 'Title', value: parsed.title },
          { term: 'Authors', value: parsed.authors.join(', ') },
          { term: 'Narrators', value: parsed.narrators.join(', ') },
          { term: 'Series', value: parsed.series.map(placeWords).join(', ') },
          { term: 'Year', value: parsed.year },
          { term: 'Format', value: formatWords(parsed) },
          { term: 'Language', value: parsed.language === null ? null : languageName(parsed.language) },
          { term: 'Abridged', value: yesOrNo(parsed.abridged) },
          { term: 'Dramatised', value: yesOrNo(parsed.dramatized) },
          { term: 'Audiobook', value: yesOrNo(parsed.is_audiobook) },
          { term: 'Collection', value: parsed.is_collection ? 'yes' : null },
        ]}
      />
    </section>
  );
}

function placeWords({ name, position }: Release['parsed']['series'][number]): string {
  return position === null ? name : `${name} #${position}`;
}

function formatWords({ format, bitrate_kbps: bitrate }: Release['parsed']): string {
  return [format, bitrate === null ? null : `${bitrate} kbit/s`].filter((word) => word !== null).join(', ');
}

function yesOrNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? 'yes' : 'no';
}
