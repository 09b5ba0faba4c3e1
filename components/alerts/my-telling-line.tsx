"use client";

import Link from "next/link";
import { useShellSession } from "@/components/shell/session";
import { Icon, type IconName } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";
import type { NotificationWire } from "@/lib/notifications/wire";
import { describeMine, type MyTelling } from "./describe-mine";

const ICON: Record<MyTelling["kind"], IconName> = { told: "check", coming: "held", "not-told": "notTold" };

/** Why the reader was, or was not, told, above what came of it for all. */
export function MyTellingLine({ notifications }: { notifications: readonly NotificationWire[] }) {
  const actor = useShellSession()?.actor;
  const mine = actor?.kind === "account" ? describeMine(notifications, actor.id) : null;
  if (mine === null) return null;
  return (
    <p className="my-telling">
      <Icon name={ICON[mine.kind]} size={14} />
      <span className="flex-1">
        {mine.words}
        {mine.at !== null && (
          <>
            {mine.kind === "coming" ? ", due " : " at "}
            <Time at={mine.at} show="smart" />
          </>
        )}
        .
      </span>
      <Link href={toRoute("/people/me")}>All of mine</Link>
    </p>
  );
}
