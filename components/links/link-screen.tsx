import type { ReactNode } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { Logo } from "@/components/ui/logo";

interface LinkScreenProps {
  serverNow: number;
  zone: string;
  children: ReactNode;
}

/** One card in the middle, for who comes from a message and has no session. It works without scripts. */
export function LinkScreen({ serverNow, zone, children }: LinkScreenProps) {
  return (
    <ClockProvider serverNow={serverNow} zone={zone}>
      <main id="main" className="link-page">
        <div className="link-card">
          <header className="flex items-center gap-[10px] border-b border-line px-[20px] py-[14px]">
            <Logo size={24} />
            <b className="text-16">Pitboss</b>
          </header>
          <div className="grid gap-[16px] p-[20px]">{children}</div>
        </div>
        <noscript>
          <p className="text-12 text-text-3">Times are in {zone}.</p>
        </noscript>
      </main>
    </ClockProvider>
  );
}
