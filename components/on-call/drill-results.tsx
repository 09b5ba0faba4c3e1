"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { DrillWire } from "@/lib/on-call/drill-wire";
import { CHANNEL_WORDS, DrillBadge } from "./drill-badge";

/** How the weekly drill reached who is signed in, by each channel; a red one waits to be looked at. */
export function DrillResults({ drills }: { drills: readonly DrillWire[] }) {
  const red = drills.filter(({ outcome, seen_at }) => outcome === "failed" && seen_at === null);
  return (
    <Panel
      title="Weekly drill"
      note="Wednesdays at 10:00 of your clock, silent"
      foot={red.length > 0 ? "Until you have seen it, you cannot take over a shift." : undefined}
      aside={red.length > 0 ? <MarkSeen drills={red} /> : undefined}
    >
      {drills.length === 0 ? (
        <Empty kind="nothing-yet" title="No drill yet">
          Once a week a silent message proves that each of your channels reaches you.
        </Empty>
      ) : (
        <ul className="rows">
          {drills.map((drill) => (
            <li key={drill.id}>
              <DrillRow drill={drill} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DrillRow({ drill }: { drill: DrillWire }) {
  const { channel, outcome, at, response, seen_at } = drill;
  return (
    <div className="grid gap-[2px] p-[12px]">
      <div className="flex items-center gap-[10px]">
        <b className="flex-1 font-medium">{CHANNEL_WORDS[channel]}</b>
        <DrillBadge outcome={outcome} />
      </div>
      <p className="break-words text-12 text-text-2">
        <Time at={at} show="smart" />
        {response === null ? "" : `: ${response}`}
        {seen_at === null ? "" : " (seen)"}
      </p>
    </div>
  );
}

function MarkSeen({ drills }: { drills: readonly DrillWire[] }) {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const mark = async () => {
    setBusy(true);
    try {
      const body = { seen: drills.map(({ id }) => id) };
      const schema = z.array(z.looseObject({ id: z.number() }));
      await callApi({ path: "/observability/preferences/drills", method: "POST", body, schema });
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      toast({ status: "crit", text: error.message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" icon="seen" disabled={isBusy} aria-busy={isBusy} onClick={mark}>
      Mark as seen
    </Button>
  );
}
