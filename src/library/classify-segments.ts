import { normalPosition } from './series-text.ts';

/** One part of a folder's name by what it is for. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'position'; readonly position: string }
  | {
      readonly kind: 'series';
      readonly name: string;
      readonly position: string;
      /** "A Memory Called Empire Teixcalaan, Book 1": the title may stand before the series, with nothing between. */
      readonly mayHoldTitle: boolean;
      /** "No Prisoners (Clone Wars Book 3)": what stands before the brackets is the title. */
      readonly isBracketed: boolean;
    };

type Groups = Readonly<Record<string, string | undefined>>;

interface Form {
  readonly pattern: RegExp;
  /** Only where more parts follow: a number at the very end is more often the title's own. */
  readonly isFollowed?: boolean;
  read(groups: Groups): readonly Segment[];
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{1,2})?`;
const RANGE = String.raw`${NUMBER}(?:\s*(?:[-–&]|and)\s*${NUMBER})?`;
const VOLUME = String.raw`(?:vol(?:ume)?\.?|books?|bk\.?|part|pt\.?|band|bd\.?|teil|tome|livre|no\.?|nr\.?|#)`;

const FORMS: readonly Form[] = [
  form(String.raw`(?<year>(?:1[5-9]|20)\d{2})[^\p{L}\d]?`, ({ year }) => [
    { kind: 'year', year: Number(year) },
  ]),
  form(String.raw`[[(]?(?:${VOLUME}\s*#?\s*)?(?<position>${RANGE})\.?[\])]?`, positionOnly),
  form(String.raw`\p{Lu}{2,4}[- ](?<position>\d{1,3})`, positionOnly, 'u'),
  form(
    String.raw`(?<before>.*?)\s*[([](?<name>[^()[\]]*?\p{L}[^()[\]]*?)[\s,;:–-]*(?:${VOLUME}\s*#?\s*|#\s*|(?<=[\s,]))(?<position>${NUMBER}(?:-${NUMBER})?)[)\]]\s*(?<after>.*)`,
    ({ before, name, position, after }) => [
      ...text(before),
      ...series(name, position, { isBracketed: true }),
      ...text(after),
    ],
  ),
  form(
    String.raw`(?<name>.*\p{L}.*?),?\s+${VOLUME}\s*#?\s*(?<position>${NUMBER})\s*[:,]\s+(?<rest>\p{L}.*)`,
    seriesThenText,
  ),
  form(
    String.raw`(?<rest>.*\p{L}),?\s+${VOLUME}\s*(?<position>${NUMBER})\s+(?:of|in)\s+(?<name>\p{L}.*)`,
    seriesThenText,
  ),
  form(String.raw`[[(](?<position>${NUMBER})[\])]\s*(?<rest>\p{L}.*)`, positionThenText),
  form(
    String.raw`${VOLUME}\s*#?\s*(?<position>${NUMBER})(?=[\s.:,])\s*[.:,-]?\s*(?<rest>\p{L}.*)`,
    positionThenText,
  ),
  form(String.raw`(?<position>${NUMBER})(?:\.(?!\d)|\)|:)\s*(?<rest>\p{L}.*)`, positionThenText),
  form(String.raw`(?<position>0\d{1,2})[\s.:-]+(?<rest>\p{L}.*)`, positionThenText),
  form(
    String.raw`(?<name>.*?[\p{L}\p{N}!?'’).]),\s*${VOLUME}\s*#?\s*(?<position>${RANGE})`,
    ({ name, position }) => series(name, position, { mayHoldTitle: true }),
  ),
  form(
    String.raw`(?<name>.*?[\p{L}\p{N}!?'’).])\s*(?:\s${VOLUME}|#)\s*#?\s*(?<position>${RANGE})`,
    ({ name, position }) => series(name, position),
  ),
  {
    ...form(String.raw`(?<name>.*\p{L}.*?)[\s,]+#?(?<position>${NUMBER})`, ({ name, position }) =>
      series(name, position),
    ),
    isFollowed: true,
  },
];

/** What the parts of a name are, by their form alone; one part may hold several: "Book 3 Control System". */
export function classifySegments(parts: readonly string[]): readonly Segment[] {
  // A number that is all there is must be the title: 1984.
  if (parts.length === 1 && /^\d+$/u.test(parts[0] ?? '')) return text(parts[0]);
  return parts.flatMap((part, index) => classify(part, index < parts.length - 1));
}

function classify(part: string, isFollowed: boolean): readonly Segment[] {
  for (const { pattern, read, isFollowed: needsFollowing } of FORMS) {
    const groups = needsFollowing && !isFollowed ? undefined : pattern.exec(part)?.groups;
    if (!groups) continue;
    return read(groups).flatMap((segment) =>
      segment.kind === 'text' && segment.text !== part ? classify(segment.text, false) : [segment],
    );
  }
  return [{ kind: 'text', text: part }];
}

function form(pattern: string, read: Form['read'], flags = 'iu'): Form {
  return { pattern: new RegExp(`^${pattern}$`, flags), read };
}

function positionOnly({ position }: Groups): readonly Segment[] {
  return position === undefined ? [] : [{ kind: 'position', position: normalPosition(position) }];
}

function positionThenText({ position, rest }: Groups): readonly Segment[] {
  return [...positionOnly({ position }), ...text(rest)];
}

function seriesThenText({ name, position, rest }: Groups): readonly Segment[] {
  return [...series(name, position), ...text(rest)];
}

function series(
  name: string | undefined,
  position: string | undefined,
  { mayHoldTitle = false, isBracketed = false } = {},
): readonly Segment[] {
  const clean = (name ?? '').replace(/[\s,:#-]+$/u, '').trim();
  return [
    { kind: 'series', name: clean, position: normalPosition(position ?? ''), mayHoldTitle, isBracketed },
  ];
}

function text(value: string | undefined): readonly Segment[] {
  const clean = (value ?? '').trim();
  return clean === '' ? [] : [{ kind: 'text', text: clean }];
}

const BARE_LEADING = new RegExp(String.raw`^(?<position>${NUMBER})\s+(?<rest>\p{L}.*)$`, 'u');

/** "5 The Prefect" in a place where a number can only be that of a volume. */
export function leadingNumber(part: string): { readonly position: string; readonly rest: string } | null {
  const found = BARE_LEADING.exec(part)?.groups;
  return found ? { position: normalPosition(found['position'] ?? ''), rest: found['rest'] ?? '' } : null;
}
