"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

interface DialogProps {
  title: string;
  note?: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** Beside the title: a way to do something else instead. */
  aside?: ReactNode;
  /** Buttons, the one that does it last; `null` where the body holds all choices. */
  foot: ReactNode;
  children: ReactNode;
}

/** The browser's own dialog: it traps focus, closes on Escape and gives focus back. A sheet from below on a phone. */
export function Dialog({ title, note, isOpen, onClose, aside, foot, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (isOpen && !dialog.open) {
      dialog.showModal();
      // The browser would begin at the first button; what is to be filled in is marked instead.
      dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    }
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it already; the click is the backdrop's
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      {isOpen && (
        <>
          <header className="dialog-head">
            <div className="flex items-center gap-[10px]">
              <h2 id={titleId} className="flex-1">
                {title}
              </h2>
              {aside}
            </div>
            {note !== undefined && <p className="mt-[2px] text-14 text-text-2">{note}</p>}
          </header>
          <div className="dialog-body">{children}</div>
          {foot !== null && <footer className="dialog-foot">{foot}</footer>}
        </>
      )}
    </dialog>
  );
}
