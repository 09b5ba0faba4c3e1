"use client";

import { useEffect, useRef } from "react";
import { useFeedEvents, useFeedState } from "@/components/feed/use-feed";
import { formatDuration } from "@/components/ui/duration";
import { Icon } from "@/components/ui/icon";
import { useToast } from "@/components/ui/toast";
import { Severity } from "@/lib/kernel/severity";
import { SECOND_MS } from "@/lib/kernel/time";
import { LiveIndicator } from "./live-indicator";
import { isSoundOn, playAlert } from "./sound";
import { useKey } from "./use-key";

/** A shorter break is not worth a word. */
const TELL_AFTER_MS = 10 * SECOND_MS;

/** How live the page is, with the switch that holds it still (P); plays the sound of a new alert. */
export function LiveTools() {
  const { state, updatedAt, brokenAt, waiting, pause, resume } = useFeedState();
  const toggle = () => (state === "paused" ? resume() : pause());
  useKey("p", toggle);
  useBreakToast(brokenAt);
  useFeedEvents(["alert:new"], ({ severity }) => {
    const known = Severity.safeParse(severity);
    if (known.success && isSoundOn()) playAlert(known.data);
  });
  return (
    <>
      <LiveIndicator state={state} updatedAt={updatedAt} brokenAt={brokenAt} waiting={waiting} />
      <button
        type="button"
        className="icon-button desk-only"
        aria-pressed={state === "paused"}
        aria-label="Pause"
        title={state === "paused" ? "Go on (P)" : "Pause (P)"}
        onClick={toggle}
      >
        <Icon name={state === "paused" ? "play" : "pause"} />
      </button>
    </>
  );
}

/** Says that all is there again, after a break the viewer may have noticed. */
function useBreakToast(brokenAt: number | null): void {
  const toast = useToast();
  const since = useRef<number | null>(null);
  useEffect(() => {
    const lasted = since.current === null ? 0 : Date.now() - since.current;
    if (brokenAt === null && lasted > TELL_AFTER_MS) {
      toast({ status: "ok", text: `Back after ${formatDuration(lasted)}. What happened meanwhile was caught up.` });
    }
    since.current = brokenAt;
  }, [brokenAt, toast]);
}
