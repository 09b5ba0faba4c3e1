import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

interface NoticeProps {
  title: string;
  children: ReactNode;
  /** The step to take from here. */
  step?: ReactNode;
}

/** A page that is only a sentence and a step: not found, not allowed, broken. */
export function Notice({ title, children, step }: NoticeProps) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center p-[16px]">
      <div className="flex max-w-[420px] flex-col items-start gap-[12px]">
        <Logo size={30} />
        <h1 className="text-20">{title}</h1>
        <p className="text-14 text-text-2">{children}</p>
        {step}
      </div>
    </main>
  );
}
