"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { KEYS } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

const PATH = "/observability/silences";

/** What can be asked of silences, in the API's words. */
export type SilenceOrder =
  | { order: "make"; body: Record<string, unknown> }
  | { order: "change"; id: number; version: number; body: Record<string, unknown> }
  | { order: "extend"; id: number; version: number; minutes: number }
  | { order: "end"; id: number; version: number; which: "occurrence" | "all" };

const DONE: Record<SilenceOrder["order"], string> = {
  make: "Silence made. What it covers is hidden.",
  change: "Silence changed. What it covers no longer and still burns is told.",
  extend: "Silence lengthened.",
  end: "Silence ended. What still burns is told.",
};

/** Carries out an order on what the viewer saw; a refusal is returned in its own words, with its field. */
export function useSilenceOrder() {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const run = async (order: SilenceOrder): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      await callApi({ ...requestOf(order), schema: z.object({ id: z.number() }) });
      toast({ status: "ok", text: DONE[order.order] });
      return null;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      if (order.order === "extend" || order.order === "end")
        toast({ status: error.status === 409 ? "info" : "crit", text: error.message });
      return error;
    } finally {
      setBusy(false);
      router.refresh();
      await cache.invalidateQueries({ queryKey: KEYS.alerts });
    }
  };
  return { run, isBusy };
}

function requestOf(order: SilenceOrder): { path: string; method: "POST" | "PUT"; body: unknown } {
  const method = "POST";
  switch (order.order) {
    case "make":
      return { path: PATH, method, body: order.body };
    case "change":
      return { path: `${PATH}/${order.id}`, method: "PUT", body: { ...order.body, version: order.version } };
    case "extend":
      return { path: `${PATH}/${order.id}/extend`, method, body: { minutes: order.minutes, version: order.version } };
    case "end":
      return { path: `${PATH}/${order.id}/end`, method, body: { which: order.which, version: order.version } };
  }
}
