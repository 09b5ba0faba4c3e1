"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { KEYS } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";
import { AlertJson } from "@/lib/alerts/read-wire";
import type { Outcome } from "@/lib/alerts/schema";
import type { AlertWire } from "@/lib/alerts/wire";
import { numberOf } from "./describe-alert";
import { BulkResults, describeResults } from "./describe-results";

/** A command in the API's words: its name is the path, the rest the body. */
export type AlertCommand =
  /** Without a time-out that of its policy holds; null: until it is resolved. */
  | { command: "acknowledge"; timeout_minutes?: number | null }
  | { command: "unacknowledge"; reason?: string }
  | { command: "resolve"; notes: string; outcome?: Outcome | null }
  | { command: "escalate"; reason: string }
  | { command: "snooze"; minutes?: number; until?: string; until_worse?: boolean }
  | { command: "unsnooze" }
  | { command: "assign"; account_id: number | "me" | null }
  | { command: "outcome"; outcome: Outcome | null }
  | { command: "comment"; text: string };

/** What is told when it is done; the rest the page itself shows. */
const DONE: Partial<Record<AlertCommand["command"], string>> = {
  acknowledge: "acknowledged. Its escalation is stopped.",
  unacknowledge: "triggered again. It is told anew.",
  resolve: "resolved.",
  escalate: "escalated. Those of the new severity are told.",
};

/** Carries out a command on what the viewer saw: if the alert has moved since, nothing is done and the present state shows. */
export function useAlertCommand() {
  const { isBusy, attempt } = useAttempt();
  const run = (alert: Pick<AlertWire, "id" | "version">, { command, ...words }: AlertCommand): Promise<boolean> =>
    attempt(async () => {
      const path = `/observability/alerts/${alert.id}/${command}`;
      const body = { version: alert.version, ...words };
      await callApi({ path, method: "POST", body, schema: AlertJson });
      const done = DONE[command];
      return done === undefined ? null : { status: "ok", text: `${numberOf(alert)} ${done}` };
    });
  return { run, isBusy };
}

/** The same for many at once; each stands or falls by itself, and the toast says how many did. */
export function useBulkCommand() {
  const { isBusy, attempt } = useAttempt();
  const run = (alerts: readonly Pick<AlertWire, "id" | "version">[], { command, ...words }: AlertCommand) =>
    attempt(async () => {
      const body = { action: command, alerts: alerts.map(({ id, version }) => ({ id, version })), ...words };
      const schema = BulkResults;
      const { results } = await callApi({ path: "/observability/alerts/bulk", method: "POST", body, schema });
      return describeResults(results, command);
    });
  return { run, isBusy };
}

function useAttempt() {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const attempt = async (work: () => Promise<{ status: "ok" | "info"; text: string } | null>): Promise<boolean> => {
    setBusy(true);
    try {
      const told = await work();
      if (told !== null) toast(told);
      return true;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      toast({ status: error.status === 409 ? "info" : "crit", text: error.message });
      return false;
    } finally {
      setBusy(false);
      // The feed tells the same; this is for when it is paused or broken.
      router.refresh();
      await Promise.all([
        cache.invalidateQueries({ queryKey: KEYS.alerts }),
        cache.invalidateQueries({ queryKey: KEYS.live }),
      ]);
    }
  };
  return { isBusy, attempt };
}
