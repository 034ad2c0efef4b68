import { TriangleAlert } from 'lucide-react';
import { formatBytes } from '../../../../src/base/quantities.ts';
import { formatPosition } from '../../format.ts';
import type { LibraryItemDetail } from '../../things.ts';
import { pathInItem } from './path-in-item.ts';

type AudioFile = LibraryItemDetail['audio_files'][number];

interface AudioFileTableProps {
  readonly files: readonly AudioFile[];
  /** The item's own path, which every file's begins with. */
  readonly itemPath: string;
}

/** Audio files in playing order. */
export function AudioFileTable({ files, itemPath }: AudioFileTableProps) {
  const hasDiscs = files.some((file) => file.disc !== null);
  return (
    <div className="-mx-1 max-h-[32rem] overflow-auto">
      <table aria-label="Audio files" className="w-full text-[0.8125rem] tabular-nums">
        <thead>
          <tr className="text-left text-xs text-faint [&_th]:px-1.5 [&_th]:pb-1 [&_th]:font-medium">
            {hasDiscs && <th className="text-right">Disc</th>}
            <th className="text-right">Track</th>
            <th className="w-full">File</th>
            <th className="text-right">Length</th>
            <th className="max-sm:hidden">Codec</th>
            <th className="text-right max-sm:hidden">Bitrate</th>
            <th className="text-right">Size</th>
          </tr>
        </thead>
        <tbody className="[&_td]:px-1.5 [&_td]:py-1.5 [&_tr]:border-t [&_tr]:border-line">
          {files.map((file) => (
            <tr key={file.path}>
              {hasDiscs && <td className="text-right text-muted">{file.disc}</td>}
              <td className="text-right text-muted">{file.track}</td>
              <td className="min-w-36 wrap-anywhere">
                {pathInItem(file.path, itemPath)}
                {file.fault !== undefined && (
                  <span className="mt-0.5 flex items-start gap-1 text-xs text-warn">
                    <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
                    {file.fault}
                  </span>
                )}
              </td>
              <td className="text-right whitespace-nowrap">
                {file.duration_seconds !== null && formatPosition(file.duration_seconds)}
              </td>
              <td className="whitespace-nowrap text-muted max-sm:hidden">{file.codec}</td>
              <td className="text-right whitespace-nowrap text-muted max-sm:hidden">
                {file.bitrate_kbps !== null && `${file.bitrate_kbps} kbit/s`}
              </td>
              <td className="text-right whitespace-nowrap text-muted">{formatBytes(file.size_bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
