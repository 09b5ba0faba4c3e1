"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

interface Command {
  /** Behind `/rules`, such as `/12/disable`. */
  path: string;
  /** The version the viewer saw: if the rule has moved since, nothing is done. */
  version: number;
  method?: "POST" | "DELETE";
  /** What to say when it is done. */
  done: string;
}

/** Does something to a saved rule and shows what came of it. */
export function useRuleCommand() {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const run = async ({ path, version, method = "POST", done }: Command): Promise<boolean> => {
    setBusy(true);
    try {
      const asked = method === "DELETE" ? { query: { version } } : { body: { version } };
      await callApi({ path: `/observability/rules${path}`, method, ...asked, schema: z.unknown() });
      toast({ status: "ok", text: done });
      return true;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      toast({ status: error.status === 409 ? "info" : "crit", text: error.message });
      return false;
    } finally {
      setBusy(false);
      router.refresh();
    }
  };
  return { run, isBusy };
}
