"use client";

import { useQuery } from "@tanstack/react-query";
import { onCallNow } from "@/components/on-call/on-call-queries";
import { Time } from "@/components/ui/time";
import { useShellSession } from "./session";

/** Until when the viewer is on call, or who is; the role where nobody takes turns. */
export function OnCallLine({ role }: { role: string }) {
  const { data } = useQuery(onCallNow());
  const actor = useShellSession()?.actor;
  const onCall = data?.rotations.flatMap(({ on_call }) => on_call) ?? [];
  const own = onCall.find(({ account_id }) => actor?.kind === "account" && actor.id === account_id);
  if (own !== undefined) {
    return own.until === null ? (
      <small>on call</small>
    ) : (
      <small>
        on call until <Time at={own.until} show="smart" />
      </small>
    );
  }
  const [first] = onCall;
  if (first !== undefined)
    return <small title={`${first.name} is on call`}>{first.name.split(" ")[0]} is on call</small>;
  return <small>{role}</small>;
}
