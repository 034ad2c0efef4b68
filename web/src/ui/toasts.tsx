import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { requestIdOf, sentenceOf } from '../ask.ts';
import { IconButton } from './icon-button.tsx';
import { RequestId } from './request-id.tsx';

interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
  /** Of the request that failed. */
  readonly requestId: string | null;
}

type ShowToast = (tone: Toast['tone'], text: string, requestId?: string | null) => void;

const ToastContext = createContext<ShowToast>(() => undefined);

/** Says in passing what happened elsewhere than where one looks. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

/** Says in passing what went wrong, with the request's id for whoever looks it up in the log. */
export function useErrorToast(): (error: unknown) => void {
  const toast = useToast();
  return useCallback((error) => toast('bad', sentenceOf(error), requestIdOf(error)), [toast]);
}

/** What went wrong is longer to read. */
const SHOWN_MS = { good: 6_000, bad: 12_000 };

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);

  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback<ShowToast>(
    (tone, text, requestId = null) => {
      lastId.current += 1;
      const id = lastId.current;
      setToasts((all) => [...all.slice(-2), { id, tone, text, requestId }]);
      setTimeout(() => dismiss(id), SHOWN_MS[tone]);
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
        {toasts.map(({ id, tone, text, requestId }) => (
          <div
            key={id}
            className="pointer-events-auto flex max-w-md animate-rise-in items-center gap-2.5 rounded-xl border border-line bg-raised py-1.5 pr-1.5 pl-3.5 shadow-pop"
          >
            {tone === 'good' ? (
              <CircleCheck className="size-4.5 shrink-0 text-accent" aria-hidden />
            ) : (
              <CircleAlert className="size-4.5 shrink-0 text-bad" aria-hidden />
            )}
            <div className="min-w-0 wrap-anywhere">
              <p>{text}</p>
              {requestId !== null && <RequestId id={requestId} />}
            </div>
            <IconButton label="Dismiss" onClick={() => dismiss(id)}>
              <X aria-hidden />
            </IconButton>
          </div>
        ))}
      </section>
    </ToastContext>
  );
}
