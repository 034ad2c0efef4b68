import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'small' | 'medium';

interface Styled {
  readonly look?: Look;
  readonly size?: Size;
  readonly icon?: ReactNode;
}

interface ButtonProps extends Styled, ButtonHTMLAttributes<HTMLButtonElement> {
  /** The action is under way: shows so, and takes no second press. */
  readonly isPending?: boolean;
}

export function Button({
  look = 'secondary',
  size = 'medium',
  icon,
  isPending = false,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={isPending || rest.disabled === true}
      aria-busy={isPending || undefined}
      className={`${buttonClasses(look, size)} ${className}`}
    >
      {isPending ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

export function ButtonLink({
  look = 'secondary',
  size = 'medium',
  icon,
  className = '',
  children,
  ...rest
}: Styled & LinkProps) {
  return (
    <Link {...rest} className={`${buttonClasses(look, size)} ${className}`}>
      {icon}
      {children}
    </Link>
  );
}

const BASE =
  'inline-flex shrink-0 items-center justify-center rounded-lg font-medium whitespace-nowrap transition-colors ' +
  'disabled:cursor-default disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 select-none';

const SIZES: Readonly<Record<Size, string>> = {
  small: 'h-8 gap-1.5 px-2.5 text-[0.8125rem]',
  medium: 'h-9 gap-2 px-3.5 text-sm max-md:h-10',
};

const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent shadow-card hover:not-disabled:bg-accent-strong',
  secondary:
    'border border-line-strong bg-panel text-ink shadow-card hover:not-disabled:border-faint hover:not-disabled:bg-sunken',
  quiet: 'text-muted hover:not-disabled:bg-pressed hover:not-disabled:text-ink',
  danger:
    'border border-line-strong bg-panel text-bad hover:not-disabled:border-bad hover:not-disabled:bg-bad-soft',
};

/** The looks of a button, for what is one by its looks alone. */
export function buttonClasses(look: Look, size: Size): string {
  return `${BASE} ${SIZES[size]} ${LOOKS[look]}`;
}
