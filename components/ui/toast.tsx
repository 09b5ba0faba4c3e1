"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import type { Status } from "./status";
import { StatusIcon } from "./status-icon";

interface Toast {
  status: Status;
  text: string;
  action?: { word: string; run: () => void };
}

interface ShownToast extends Toast {
  key: number;
}

const LIFE_MS = 8_000;
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Shows a toast, bottom left. Only for something to act on, or after a break of over 10 s. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const remove = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), []);
  const show = useCallback(
    (toast: Toast) => {
      const key = performance.now();
      setToasts((shown) => [...shown.slice(-2), { ...toast, key }]);
      setTimeout(() => remove(key), LIFE_MS);
    },
    [remove],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <ToastView key={toast.key} toast={toast} onDone={() => remove(toast.key)} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastView({ toast: { status, text, action }, onDone }: { toast: ShownToast; onDone: () => void }) {
  return (
    <div className="toast">
      <StatusIcon status={status} size={16} />
      <span>{text}</span>
      {action && (
        <button
          type="button"
          className="button button-ghost button-small"
          onClick={() => {
            action.run();
            onDone();
          }}
        >
          {action.word}
        </button>
      )}
    </div>
  );
}
