import { TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { languageName } from '../../../../src/base/language.ts';
import { formatBytes, formatCount, formatDuration } from '../../../../src/base/quantities.ts';
import { coverUrl } from '../../cover-url.ts';
import { paths } from '../../paths.ts';
import type { DuplicateMember } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Cover } from '../../ui/cover.tsx';

interface DuplicateMemberCardProps {
  readonly member: DuplicateMember;
  readonly others: readonly DuplicateMember[];
  readonly libraryName: string | undefined;
  readonly advice: 'keep' | 'may_go' | null;
}

/** What is known of an item; what differs from the others stands out. */
export function DuplicateMemberCard({ member, others, libraryName, advice }: DuplicateMemberCardProps) {
  const title = member.book?.title ?? member.path;
  return (
    <article
      aria-label={member.path}
      className={`h-full rounded-lg border p-3 ${advice === 'keep' ? 'border-accent' : 'border-line'}`}
    >
      <div className="flex items-start gap-3">
        <Cover
          title={title}
          src={member.has_cover ? coverUrl(member.item_id) : null}
          isSmall
          className="w-14 shrink-0"
        />
        <div className="min-w-0 flex-1">
          <p className="font-medium wrap-anywhere">
            {member.book === null ? (
              title
            ) : (
              <Link to={paths.book(member.book.id)} className="hover:text-accent">
                {title}
              </Link>
            )}
          </p>
          <p className="font-mono text-xs wrap-anywhere text-muted">
            {libraryName !== undefined && <span className="font-sans font-medium">{libraryName} / </span>}
            {member.path}
          </p>
        </div>
        {advice !== null && (
          <Badge tone={advice === 'keep' ? 'good' : 'neutral'}>{advice === 'keep' ? 'Keep' : 'May go'}</Badge>
        )}
      </div>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-[0.8125rem]">
        {FACTS.map(({ name, of }) => {
          const value = of(member);
          const differs = others.some((other) => of(other) !== value);
          return (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className={`min-w-0 wrap-anywhere ${differs ? 'font-semibold' : ''}`}>
                {value ?? <span className="font-normal text-faint">not known</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      {member.findings.length > 0 && (
        <ul aria-label="Faults" className="mt-2 flex flex-col gap-1 text-[0.8125rem]">
          {member.findings.map((finding) => (
            <li key={finding} className="flex items-start gap-1.5">
              <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
              <span className="min-w-0 wrap-anywhere">{finding}</span>
            </li>
          ))}
        </ul>
      )}
      {member.is_missing && <p className="mt-2 text-[0.8125rem] text-warn">Its files are not there now.</p>}
    </article>
  );
}

const FACTS: readonly { readonly name: string; readonly of: (member: DuplicateMember) => string | null }[] = [
  { name: 'Read by', of: ({ narrators }) => narrators.join(', ') || null },
  { name: 'Language', of: ({ language }) => (language === null ? null : languageName(language)) },
  { name: 'Abridged', of: ({ abridged }) => (abridged === null ? null : abridged ? 'yes' : 'no') },
  {
    name: 'Running time',
    of: ({ duration_seconds: seconds }) => (seconds === null ? null : formatDuration(seconds)),
  },
  { name: 'Files', of: ({ file_count: count }) => formatCount(count) },
  {
    name: 'Sound',
    of: ({ codecs, bitrate_kbps: bitrate }) =>
      codecs.length === 0
        ? null
        : `${codecs.join(' and ').toUpperCase()}${bitrate === null ? '' : `, ${bitrate} kbit/s`}`,
  },
  { name: 'Size', of: ({ size_bytes: size }) => formatBytes(size) },
  { name: 'Chapters', of: ({ chapter_count: count }) => formatCount(count) },
  { name: 'Cover', of: ({ has_cover: has }) => (has ? 'yes' : 'no') },
  { name: 'Completeness', of: ({ book }) => (book === null ? null : `${book.completeness} %`) },
];
