import type { ReactNode } from "react";
import { FeedProvider } from "@/components/feed/feed-provider";
import { ClockProvider } from "@/components/ui/clock";
import { Currencies } from "@/components/ui/currencies";
import { SkipLink } from "@/components/ui/skip-link";
import { ToastProvider } from "@/components/ui/toast";
import { BottomBar } from "./bottom-bar";
import { navOf } from "./nav";
import { type ShellSession, ShellSessionProvider } from "./session";
import { SideNav } from "./side-nav";

interface ShellProps {
  session: ShellSession;
  /** The server's clock, epoch milliseconds. */
  serverNow: number;
  zone: string;
  /** Number of the newest feed event before anything here was read: the feed goes on from it. */
  since: number;
  /** Decimals of currencies that ISO 4217 does not know. */
  cryptoCurrencies: Readonly<Record<string, number>>;
  children: ReactNode;
}

export function Shell({ session, serverNow, zone, since, cryptoCurrencies, children }: ShellProps) {
  const groups = navOf(session.actor);
  return (
    <Currencies digits={cryptoCurrencies}>
      <ClockProvider serverNow={serverNow} zone={zone}>
        <ShellSessionProvider session={session}>
          <ToastProvider>
            <FeedProvider since={since}>
              <SkipLink />
              <div className="shell">
                <SideNav groups={groups} person={session.person} />
                {children}
                <BottomBar groups={groups} />
              </div>
            </FeedProvider>
          </ToastProvider>
        </ShellSessionProvider>
      </ClockProvider>
    </Currencies>
  );
}
