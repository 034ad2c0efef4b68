import { KeySquare } from 'lucide-react';
import { startOidc } from '../../../../src/contract/access.ts';
import { pathOf } from '../../../../src/contract/call.ts';
import { serverUrl } from '../../ask.ts';
import { buttonClasses } from '../../ui/button.tsx';

interface OidcLinkProps {
  /** Of the provider. */
  readonly name: string;
  /** The page to come back to, without the base path. */
  readonly returnTo: string;
}

/** Leads away to the provider, which sends the browser back: a link, for the whole page changes. */
export function OidcLink({ name, returnTo }: OidcLinkProps) {
  return (
    <>
      <p className="my-4 flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <a
        href={serverUrl() + pathOf(startOidc, { query: { return_to: returnTo } })}
        className={`${buttonClasses('secondary', 'medium')} w-full`}
      >
        <KeySquare aria-hidden />
        <span className="truncate">Sign in with {name}</span>
      </a>
    </>
  );
}
