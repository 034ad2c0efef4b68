import { type SyntheticEvent, useState } from 'react';
import { DrawnCover } from './drawn-cover.tsx';

interface CoverProps {
  readonly title: string;
  readonly author?: string | undefined;
  /** The address of the image; without one a cover is drawn. */
  readonly src: string | null;
  /** Small ones carry no words. */
  readonly isSmall?: boolean;
  readonly className?: string;
}

/** A square cover. It says nothing by itself: the title stands beside it. */
export function Cover({ title, author, src, isSmall = false, className = '' }: CoverProps) {
  const [failedSrc, setFailedSrc] = useState<string | null>(null);
  const isDrawn = src === null || src === failedSrc;

  return (
    <div
      aria-hidden
      className={`@container relative aspect-square overflow-hidden bg-pressed ${isSmall ? 'rounded-md' : 'rounded-lg shadow-cover'} ${className}`}
    >
      {isDrawn ? (
        <DrawnCover title={title} author={author} isSmall={isSmall} />
      ) : (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={fitWhole}
          onError={() => setFailedSrc(src)}
          className="absolute inset-0 size-full object-cover data-whole:object-contain"
        />
      )}
      <div className="pointer-events-none absolute inset-0 rounded-[inherit] inset-ring inset-ring-[oklch(0.5_0_0/0.12)]" />
    </div>
  );
}

/** A cover of a printed book is far from square: cropped it would lose its words. */
const CROPPED_AT_MOST = 1.2;

function fitWhole({ currentTarget: image }: SyntheticEvent<HTMLImageElement>): void {
  const ratio = image.naturalWidth / image.naturalHeight;
  if (ratio > CROPPED_AT_MOST || ratio < 1 / CROPPED_AT_MOST) image.dataset['whole'] = '';
}
