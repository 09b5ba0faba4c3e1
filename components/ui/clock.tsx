"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const NowContext = createContext(0);
const ZoneContext = createContext("UTC");

/** A browser whose clock is off by more than this takes the server's instead. */
const SKEW_LIMIT_MS = 30_000;
const YEAR_SECONDS = 31_536_000;

interface ClockProviderProps {
  /** The server's clock when it rendered, in epoch milliseconds: the first paint must agree with it. */
  serverNow: number;
  /** What the browser said last time (cookie `zone`); UTC before that. */
  zone: string;
  children: ReactNode;
}

/** Gives every age its ticking now and every time the viewer's zone. */
export function ClockProvider({ serverNow, zone: knownZone, children }: ClockProviderProps) {
  const [now, setNow] = useState(serverNow);
  const [zone, setZone] = useState(knownZone);

  useEffect(() => {
    const skew = serverNow - Date.now();
    const shift = Math.abs(skew) > SKEW_LIMIT_MS ? skew : 0;
    const tick = () => setNow(Date.now() + shift);
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [serverNow]);

  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setZone(own);
    rememberZone(own);
  }, []);

  return (
    <ZoneContext value={zone}>
      <NowContext value={now}>{children}</NowContext>
    </ZoneContext>
  );
}

/** Epoch milliseconds, renewed each second. */
export function useNow(): number {
  return useContext(NowContext);
}

/** The viewer's IANA zone. */
export function useZone(): string {
  return useContext(ZoneContext);
}

function rememberZone(zone: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
