"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { KEYS } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";
import { AlertJson } from "@/lib/alerts/read-wire";
import type { AlertWire } from "@/lib/alerts/wire";
import { numberOf } from "./describe-alert";

export type AlertCommand =
  | { command: "acknowledge" }
  | { command: "resolve"; notes: string }
  | { command: "escalate"; reason: string };

const DONE: Record<AlertCommand["command"], string> = {
  acknowledge: "acknowledged. Its escalation is stopped.",
  resolve: "resolved.",
  escalate: "escalated. Those of the new severity are told.",
};

/** Carries out a command on what the viewer saw: if the alert has moved since, nothing is done and the present state shows. */
export function useAlertCommand() {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const toast = useToast();

  const run = async (
    alert: Pick<AlertWire, "id" | "version">,
    { command, ...words }: AlertCommand,
  ): Promise<boolean> => {
    setBusy(true);
    try {
      const path = `/observability/alerts/${alert.id}/${command}`;
      const body = { version: alert.version, ...words };
      await callApi({ path, method: "POST", body, schema: AlertJson });
      toast({ status: "ok", text: `${numberOf(alert)} ${DONE[command]}` });
      return true;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      toast({ status: error.status === 409 ? "info" : "crit", text: error.message });
      return false;
    } finally {
      setBusy(false);
      // The feed tells the same; this is for when it is paused or broken.
      await Promise.all([
        cache.invalidateQueries({ queryKey: KEYS.alerts }),
        cache.invalidateQueries({ queryKey: KEYS.live }),
      ]);
    }
  };
  return { run, isBusy };
}
