import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { IconButton } from './icon-button.tsx';

interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

type ShowToast = (tone: Toast['tone'], text: string) => void;

const ToastContext = createContext<ShowToast>(() => undefined);

/** Says in passing what happened elsewhere than where one looks. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

const SHOWN_MS = 6_000;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);

  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback<ShowToast>(
    (tone, text) => {
      lastId.current += 1;
      const id = lastId.current;
      setToasts((all) => [...all.slice(-2), { id, tone, text }]);
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );

  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label="Notices"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-0 bottom-20 z-60 flex flex-col items-center gap-2 px-4 md:bottom-6"
      >
        {toasts.map(({ id, tone, text }) => (
          <div
            key={id}
            className="pointer-events-auto flex max-w-md animate-rise-in items-center gap-2.5 rounded-xl border border-line bg-raised py-1.5 pr-1.5 pl-3.5 shadow-pop"
          >
            {tone === 'good' ? (
              <CircleCheck className="size-4.5 shrink-0 text-accent" aria-hidden />
            ) : (
              <CircleAlert className="size-4.5 shrink-0 text-bad" aria-hidden />
            )}
            <p className="min-w-0 wrap-anywhere">{text}</p>
            <IconButton label="Dismiss" onClick={() => dismiss(id)}>
              <X aria-hidden />
            </IconButton>
          </div>
        ))}
      </section>
    </ToastContext>
  );
}
