"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Actor } from "@/lib/access/schema";
import type { AnnouncementWire } from "@/lib/feed/announcement";
import type { Severity } from "@/lib/kernel/severity";

export interface Person {
  name: string;
  email: string;
  role: string;
}

export interface BrandOption {
  key: string;
  name: string;
}

/** What the shell knows of the viewer, from the layout. */
export interface ShellSession {
  person: Person;
  actor: Actor;
  /** Those in the viewer's scope. */
  brands: readonly BrandOption[];
  /** Open alerts when the page was rendered; the live count takes over from it. */
  alerts: AlertCount;
  /** Silences that hide when the page was rendered. */
  silences: number;
  /** What an admin told every console when the page was rendered, and which of it this browser put away. */
  announcements: readonly AnnouncementWire[];
  dismissed: readonly number[];
}

export interface AlertCount {
  open: number;
  worst: Severity | null;
}

const SessionContext = createContext<ShellSession | null>(null);

export function ShellSessionProvider({ session, children }: { session: ShellSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** `null` outside the console, such as on the page that says the role may not see this. */
export function useShellSession(): ShellSession | null {
  return useContext(SessionContext);
}
