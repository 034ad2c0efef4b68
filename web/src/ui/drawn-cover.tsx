interface DrawnCoverProps {
  readonly title: string;
  readonly author: string | undefined;
  readonly isSmall: boolean;
}

/** The cover of a book that has none: its words on cloth, the colour always the same for the same title. */
export function DrawnCover({ title, author, isSmall }: DrawnCoverProps) {
  const hue = hueOf(title);
  return (
    <div
      className="absolute inset-0 flex flex-col justify-between p-[9cqw] text-left text-[oklch(0.97_0.015_90)]"
      style={{
        backgroundImage: `linear-gradient(155deg, oklch(0.5 0.07 ${hue}), oklch(0.33 0.06 ${(hue + 35) % 360}))`,
      }}
    >
      {isSmall ? (
        <span className="m-auto font-serif text-[52cqw] leading-none">{initialOf(title)}</span>
      ) : (
        <>
          <span className="line-clamp-5 font-serif text-[11.5cqw] leading-[1.15] text-balance wrap-anywhere">
            {title}
          </span>
          <span className="truncate border-t border-current/30 pt-[4cqw] text-[7cqw] opacity-85">
            {author}
          </span>
        </>
      )}
    </div>
  );
}

function initialOf(title: string): string {
  const [first = ''] = title.trim().replace(/^(?:the|an?)\s+(?=\S)/i, '');
  return first.toUpperCase();
}

function hueOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return hash % 360;
}
